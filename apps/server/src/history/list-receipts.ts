import { iso } from '@bonum/ledger';
import { operation, refuse } from '../operation.ts';
import { storesOf } from '../receipts/shown-store.ts';
import { readReceiptLines, receiptFilter, type Place } from './read-receipts.ts';
import { readStanding } from '../search/read-hits.ts';

const PAGE = 50;

/** Receipts of everybody, newest first. */
export const listReceipts = operation('list-receipts', async (call, asked) => {
  const filter = await receiptFilter(call, asked);
  if (!filter.ok) return filter;
  const after = placeIn(asked.before);
  if (after === undefined)
    return refuse('bad-request', 'This is no place in the list. Send `next` of the page before.', {
      path: '/before',
    });
  const { db } = call.shell;
  const size = asked.limit ?? PAGE;
  const lines = await readReceiptLines(db, filter.value, { after, limit: size + 1 });
  const shown = lines.slice(0, size);
  const last = shown.at(-1);
  const stores = await storesOf(
    db,
    shown.map(({ store_id }) => store_id),
  );
  const whose = await readStanding(
    db,
    shown.map(({ owner_id }) => owner_id),
  );
  const { programme } = await call.shell.programmes.current();
  return {
    ok: true,
    value: {
      currency: programme.currency,
      receipts: shown.map((line) => ({
        receiptId: line.receipt_id,
        memberId: whose.get(line.owner_id)?.owner_id ?? null,
        type: line.type,
        at: iso(line.at),
        offsetMinutes: line.offset_minutes,
        store: stores.get(line.store_id) ?? { storeId: line.store_id, name: line.store_id, city: null },
        tillId: line.till_id,
        shift: line.shift,
        number: line.number,
        discount: line.discount,
        paid: line.paid,
        plus: line.plus,
        minus: line.minus,
      })),
      next: lines.length > size && last ? `${iso(last.at)}_${last.receipt_id}` : null,
    },
    audit: { detail: { found: shown.length } },
  };
});

/** undefined: it was not of our making. */
function placeIn(text: string | undefined): Place | null | undefined {
  if (text === undefined) return null;
  const [, at = '', receipt_id = ''] = /^([\d:.TZ-]{24})_([0-9a-f-]{36})$/.exec(text) ?? [];
  return Number.isNaN(Date.parse(at)) ? undefined : { at: Date.parse(at), receipt_id };
}
