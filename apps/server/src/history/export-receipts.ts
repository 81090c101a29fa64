import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { maskedSurname } from '../members/masked.ts';
import { operation } from '../operation.ts';
import { storesOf } from '../receipts/shown-store.ts';
import { readStanding } from '../search/read-hits.ts';
import { BYTE_ORDER_MARK, csvLine, csvStyles, type Cell } from './csv.ts';
import { columns, types } from './export-words.ts';
import {
  countReceipts,
  readReceiptLines,
  receiptFilter,
  type Place,
  type ReceiptFilter,
} from './read-receipts.ts';

/** So many are in memory at a time. */
const BATCH = 1000;

/** Receipts as a file for a spreadsheet, read as they are sent. */
export const exportReceipts = operation('export-receipts', async (call, asked) => {
  const filter = await receiptFilter(call, asked);
  if (!filter.ok) return filter;
  const { db } = call.shell;
  const rows = await countReceipts(db, filter.value);
  const { memberId: _member, language: _language, ...wanted } = asked;
  const language = asked.language ?? 'ru';
  const whole = call.caller.scopes.includes('personal:read');
  return {
    ok: true,
    value: {
      type: 'text/csv; charset=utf-8',
      name: `receipts-${new Date(call.now).toISOString().slice(0, 10)}.csv`,
      rows,
      bytes: csvOf(db, filter.value, { language, whole }),
    },
    audit: { detail: { ...wanted, rows } },
  };
});

interface Look {
  readonly language: 'ru' | 'en';
  /** Surnames in full. */
  readonly whole: boolean;
}

/** A batch of lines at a time; the next is read when the one before has gone. */
async function* csvOf(db: Kysely<Database>, filter: ReceiptFilter, look: Look): AsyncGenerator<string> {
  const style = csvStyles[look.language];
  yield BYTE_ORDER_MARK + csvLine(columns[look.language], style);
  for (let after: Place | null = null; ;) {
    const lines = await readReceiptLines(db, filter, { after, limit: BATCH });
    const stores = await storesOf(
      db,
      lines.map(({ store_id }) => store_id),
    );
    const buyers = await readStanding(
      db,
      lines.map(({ owner_id }) => owner_id),
    );
    const texts = lines.map((line) => {
      const buyer = buyers.get(line.owner_id);
      const surname = look.whole ? buyer?.surname : maskedSurname(buyer?.surname ?? null);
      const cells: Cell[] = [
        placeTime(line.at, line.offset_minutes, look.language),
        types[look.language][line.type],
        stores.get(line.store_id)?.name ?? line.store_id,
        line.till_id,
        line.shift,
        line.number,
        [buyer?.name, surname].filter((part) => part != null).join(' '),
        { minor: line.discount },
        { minor: line.paid },
        line.plus,
        line.minus,
        buyer?.owner_id ?? null,
        line.receipt_id,
      ];
      return csvLine(cells, style);
    });
    yield texts.join('');
    const last = lines.at(-1);
    if (!last || lines.length < BATCH) return;
    after = last;
  }
}

/** As a spreadsheet of the language takes a time, by the clock of the place. */
function placeTime(at: number, offsetMinutes: number, language: 'ru' | 'en'): string {
  const [day = '', time = ''] = new Date(at + offsetMinutes * 60_000).toISOString().split('T');
  const shown = language === 'ru' ? day.split('-').reverse().join('.') : day;
  return `${shown} ${time.slice(0, 8)}`;
}
