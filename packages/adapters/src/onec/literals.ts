import { createHash } from 'node:crypto';

/** What an empty reference looks like. */
export const nobody = '00000000-0000-0000-0000-000000000000';
/** What an empty date looks like. */
export const noDate = '0001-01-01T00:00:00';

const guidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether this is a reference to something. */
export const isGuid = (value: unknown): value is string =>
  typeof value === 'string' && guidForm.test(value) && value !== nobody;

/** As a filter, an address and a condition have it. */
export const guid = (value: string): string => `guid'${value}'`;
export const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
export const moment = (local: string): string => `datetime'${local}'`;

/** A key of something else that the same command makes: the same however often it is given. */
export function keyOf(commandId: string, what: string): string {
  const bytes = createHash('sha256').update(`${commandId}/${what}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** What a clock on the wall shows in 1C: its dates are local and say no zone. */
export function localTime(at: number, timeZone: string): string {
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
  return shown.replace(' ', 'T');
}

/** `1990-12-31` of 1C's date; null: there is none. */
export function dayOf(value: unknown): string | null {
  const day = typeof value === 'string' ? /^(\d{4}-\d{2}-\d{2})(T|$)/.exec(value)?.[1] : undefined;
  return day === undefined || day === '0001-01-01' ? null : day;
}
