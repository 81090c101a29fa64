import { open } from 'node:fs/promises';
import type { OnMember } from './report.ts';

export interface MembersFile extends AsyncDisposable {
  readonly add: OnMember;
  /** Writes what is still in memory. */
  readonly end: () => Promise<void>;
}

const BATCH_CHARACTERS = 1 << 16;

/** A CSV file with a row for each member (RFC 4180, but lines end as in the data: LF). */
export async function openMembersFile(path: string): Promise<MembersFile> {
  const file = await open(path, 'w');
  let batch = 'member_id,spend_minor,level,earned,expired,balance\n';
  const flush = async (): Promise<void> => {
    const text = batch;
    batch = '';
    await file.writeFile(text);
  };
  return {
    add: async ({ memberId, spend, level, earned, expired, balance }) => {
      batch += csvRow([memberId, spend, level, earned, expired, balance]);
      if (batch.length >= BATCH_CHARACTERS) await flush();
    },
    end: flush,
    [Symbol.asyncDispose]: () => file.close(),
  };
}

const csvRow = (fields: readonly (string | number)[]): string => `${fields.map(quoted).join(',')}\n`;

const quoted = (field: string | number): string => {
  const text = String(field);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
