import { iso } from '@bonum/ledger';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { BYTE_ORDER_MARK, csvLine, csvStyles } from '../history/csv.ts';
import { operation } from '../operation.ts';
import type { Place } from './cursor.ts';
import { actors, columns, kinds } from './export-words.ts';
import { countEntries, readEntries, type AuditFilter } from './read-audit.ts';

/** So many are in memory at a time. */
const BATCH = 1000;

/** The audit log as a file for a spreadsheet, read as it is sent. */
export const exportAudit = operation('export-audit', async (call, asked) => {
  const { language = 'ru', ...wanted } = asked;
  const { db } = call.shell;
  // What is written while the file is being read, such as that it was asked for, is not in it.
  const until = Math.min(call.now, wanted.until === undefined ? call.now : Date.parse(wanted.until));
  const filter = { ...wanted, until: new Date(until).toISOString() };
  const rows = await countEntries(db, filter);
  return {
    ok: true,
    value: {
      type: 'text/csv; charset=utf-8',
      name: `audit-${iso(call.now).slice(0, 10)}.csv`,
      rows,
      bytes: csvOf(db, filter, language),
    },
    audit: { detail: { ...wanted, rows } },
  };
});

/** A batch of lines at a time; the next is read when the one before has gone. */
async function* csvOf(
  db: Kysely<Database>,
  filter: AuditFilter,
  language: 'ru' | 'en',
): AsyncGenerator<string> {
  const style = csvStyles[language];
  yield BYTE_ORDER_MARK + csvLine(columns[language], style);
  for (let after: Place | null = null; ;) {
    const found = await readEntries(db, filter, { after, limit: BATCH });
    const texts = found.map(({ shown }) =>
      csvLine(
        [
          shown.at,
          kinds[language][shown.kind],
          shown.operation,
          actors[language][shown.actor],
          shown.actorName,
          shown.actorId,
          shown.address,
          shown.concernsName,
          shown.concerns,
          shown.number,
          JSON.stringify(shown.detail),
        ],
        style,
      ),
    );
    yield texts.join('');
    const last = found.at(-1);
    if (!last || found.length < BATCH) return;
    after = last.place;
  }
}
