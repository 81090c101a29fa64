import { ODataError } from './odata-error.ts';
import type { Edm } from './entity-sets.ts';

export type Value = string | number | boolean | null;

/** What stands in an address for a value, as the column has it: money in minor units, quantities in thousandths. */
export function valueFor(edm: Edm, token: string): Value {
  if (token === 'null') return null;
  const value = readers[edm](token);
  if (value === undefined)
    throw new ODataError(
      400,
      `${token} is not a value of ${edmName[edm]}; write one such as ${samples[edm]}.`,
      '$filter',
    );
  return value;
}

/** Whether a column of that type can have this value; null can be anywhere. */
export function fits(edm: Edm, value: Value): boolean {
  if (value === null) return true;
  if (typeof value === 'boolean') return edm === 'Boolean';
  if (typeof value === 'number') return edm === 'Double' || (isWhole.has(edm) && Number.isSafeInteger(value));
  return edm === 'String' || (isText.has(edm) && readers[edm](value) !== undefined);
}

const isWhole: ReadonlySet<Edm> = new Set(['Int32', 'Int64', 'Money', 'Quantity']);
const isText: ReadonlySet<Edm> = new Set(['Guid', 'DateTimeOffset', 'Date']);

/** As the metadata names the types. */
export const edmName = {
  Guid: 'Edm.Guid',
  String: 'Edm.String',
  Int32: 'Edm.Int32',
  Int64: 'Edm.Int64',
  Double: 'Edm.Double',
  Boolean: 'Edm.Boolean',
  DateTimeOffset: 'Edm.DateTimeOffset',
  Date: 'Edm.Date',
  Money: 'Edm.Decimal',
  Quantity: 'Edm.Decimal',
} as const satisfies Record<Edm, string>;

export const scaleOf = { Money: 2, Quantity: 3 } as const;

const samples: Record<Edm, string> = {
  Guid: '01985f0e-7a52-7c3e-9c54-0a4b7f5ad8aa',
  String: "'text'",
  Int32: '5',
  Int64: '5',
  Double: '5.5',
  Boolean: 'true',
  DateTimeOffset: '2026-01-31T00:00:00Z',
  Date: '2026-01-31',
  Money: '199.90',
  Quantity: '1.5',
};

const matching = (pattern: RegExp) => (token: string) => (pattern.test(token) ? token : undefined);
const whole = (token: string): number | undefined =>
  /^-?\d{1,16}$/.test(token) && Number.isSafeInteger(Number(token)) ? Number(token) : undefined;

const instant = (token: string): string | undefined =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,12})?)?(Z|[+-]\d\d:\d\d)$/.test(token) &&
  !Number.isNaN(Date.parse(token))
    ? new Date(token).toISOString()
    : undefined;

/** Exactly: no float comes near money. */
const scaled =
  (scale: number) =>
  (token: string): number | undefined => {
    const parts = /^(-?)(\d{1,13})(?:\.(\d+))?$/.exec(token);
    if (!parts) return undefined;
    const [, sign, units = '', fraction = ''] = parts;
    const digits = fraction.replace(/0+$/, '');
    if (digits.length > scale) return undefined;
    const value = Number(units + digits.padEnd(scale, '0'));
    return sign === '-' ? -value : value;
  };

const readers: Record<Edm, (token: string) => Value | undefined> = {
  Guid: matching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i),
  String: (token) => (/^'([^']|'')*'$/.test(token) ? token.slice(1, -1).replaceAll("''", "'") : undefined),
  Int32: whole,
  Int64: whole,
  Double: (token) => (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(token) ? Number(token) : undefined),
  Boolean: (token) => (token === 'true' ? true : token === 'false' ? false : undefined),
  DateTimeOffset: instant,
  Date: (token) => (/^\d{4}-\d\d-\d\d$/.test(token) && !Number.isNaN(Date.parse(token)) ? token : undefined),
  Money: scaled(scaleOf.Money),
  Quantity: scaled(scaleOf.Quantity),
};
