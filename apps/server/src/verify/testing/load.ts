import { closeBook, type Account, type Book } from '@bonum/ledger';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../../database/schema.ts';
import { newMemberRow } from '../../owner/owner-writes.ts';
import { sealExpression } from '../seal.ts';
import { anna, anonymous, boris, dina, lease, lives, receipt, start } from './world.ts';

type Rows = readonly object[];

const iso = new Date(start).toISOString();
const json = (rows: Rows): RawBuilder<unknown> => sql`${JSON.stringify(rows)}::jsonb`;

/** Fills an empty database with the lives of `world.ts`, as the operations would have written them. */
export async function loadWorld(db: Kysely<Database>): Promise<void> {
  const books = lives();
  const owners = [
    { ...ownerRow(books.anna), spend: 3000 - 500, receipts: 2 },
    { ...ownerRow(books.boris), merged_into: anna },
    { ...ownerRow(books.dina), spend: 2000 - 1000, receipts: 2 },
    { ...ownerRow(null), owner_id: anonymous, type: 'receipt', spend: 700, receipts: 1 },
  ];
  await insert(db, 'owner', owners);
  await insert(db, 'member', [
    memberRow(anna, '+79990000001'),
    memberRow(boris, null),
    memberRow(dina, null),
  ]);
  for (const book of Object.values(books)) await insertBook(db, book);
  await insertReceipts(db);
  await insert(db, 'card', [cardRow(anna, '2000000000015'), cardRow(boris, '2000000000022')]);
  await insert(db, 'offer', [offerRow()]);
  const code = {
    code: 'SPRING',
    promotion: 'spring',
    valid_from: iso,
    valid_until: iso,
    taken_by: receipt.spends,
  };
  await insert(db, 'promo_code', [code]);
  await insertLimits(db);
  await insert(db, 'identifier', identifiers());
}

/** What was posted before the book was opened, too: the loader writes whole lives. */
async function insertBook(db: Kysely<Database>, book: Book): Promise<void> {
  const whole: Book = {
    ...book,
    account: emptied(book.account),
    transfers: [...book.account.history, ...book.transfers],
  };
  const closed = closeBook({
    ...whole,
    touched: {
      lots: new Set(book.lots.keys()),
      wallets: new Set(book.wallets.keys()),
      holds: new Set(book.holds.keys()),
    },
  });
  await insert(db, 'lot', closed.lotRows);
  await insert(db, 'wallet', closed.walletRows);
  await insert(db, 'hold', closed.holdRows);
  await insert(db, 'transfer', closed.transferRows);
}

const emptied = (account: Account): Account => ({ ...account, transfers: 0 });

async function insert(db: Kysely<Database>, table: keyof Database, rows: Rows): Promise<void> {
  const name = sql.table(table);
  await sql`insert into ${name} select * from jsonb_populate_recordset(null::${name}, ${json(rows)})`.execute(
    db,
  );
}

function ownerRow(book: Book | null): object {
  const closed = book && closeBook(book);
  return {
    owner_id: book?.ownerId,
    type: 'member',
    version: 1,
    transfers: closed?.transfers ?? 0,
    head: closed?.head ?? `\\x${'00'.repeat(32)}`,
    due_at: closed?.dueAt ?? null,
    spend: 0,
    receipts: 0,
    apart: false,
    changed_at: iso,
  };
}

const memberRow = (ownerId: string, phone: string | null): object => ({
  ...newMemberRow(ownerId, { at: start, storeId: null }),
  phone,
});

const cardRow = (ownerId: string, number: string): object => ({
  owner_id: ownerId,
  number,
  form: 'virtual',
  state: 'active',
  issued_at: iso,
});

const offerRow = (): object => ({
  owner_id: anna,
  offer_id: receipt.earns,
  promotion: 'spring',
  valid_from: iso,
  valid_until: iso,
  used_by: receipt.earns,
});

const of = (kind: string, value: string, owner_id: string): object => ({ kind, value, owner_id });

function identifiers(): Rows {
  return [
    of('phone', '+79990000001', anna),
    of('card', '2000000000015', anna),
    of('card', '2000000000022', anna),
    ...[receipt.earns, receipt.spends, receipt.returns].map((value) => of('receipt', value, anna)),
    ...[receipt.earnsForDina, receipt.spendsForDina, receipt.returnsForDina].map((value) =>
      of('receipt', value, dina),
    ),
    of('receipt', anonymous, anonymous),
    of('invitation', 'welcome', anonymous),
  ];
}

const use = (limit: string, period: string, amount: number): object => ({
  promotion: 'spring',
  limit,
  period,
  most: 10,
  amount,
});

/** One use under a lease that is still out, one under a lease that is settled. */
async function insertLimits(db: Kysely<Database>): Promise<void> {
  const limits = { total: { times: 10, per: 'month' }, member: { times: 10, per: 'ever' } };
  const document = { promotions: [{ id: 'spring', limits }, { id: 'summer' }] };
  const version = { version: 1, programme_id: 'world', document, status: 'live', created_at: iso };
  await insert(db, 'programme_version', [{ ...version, sha256: `\\x${'00'.repeat(32)}` }]);
  await insert(db, 'promotion_use', [{ owner_id: anna, period: 'ever', promotion: 'spring', times: 2 }]);
  const budget = { promotion: 'spring', limit_name: 'total', period: '2026-01' };
  await insert(db, 'budget', [{ ...budget, most: 10, used: 1, leased: 3 }]);
  await insert(db, 'budget_lease', [{ ...budget, lease_id: lease.out, amount: 3, ends_at: iso }]);
  await insert(db, 'budget_use', [
    { ...budget, owner_id: anna, receipt_id: receipt.earns, lease_id: lease.settled, amount: 1 },
    { ...budget, owner_id: anna, receipt_id: receipt.spends, lease_id: lease.out, amount: 1 },
  ]);
}

const points = (kind: string, amount: number): object => ({ kind, points: amount });

async function insertReceipts(db: Kysely<Database>): Promise<void> {
  const none = { earning: [], spending: [] };
  const uses = [use('member', 'ever', 1), use('total', '2026-01', 1)];
  const rows = [
    sale(anna, receipt.earns, {
      paid: 1000,
      calculation: { ...none, earning: [points('cashback', 100)], uses },
    }),
    sale(anna, receipt.spends, {
      paid: 2000,
      calculation: {
        earning: [points('promo', 4), points('promo', 6)],
        spending: [points('cashback', 90)],
        uses,
      },
    }),
    back(anna, receipt.returns, {
      of: receipt.spends,
      paid: -500,
      due: { earned: [points('promo', 5)], spent: [points('cashback', 45)] },
    }),
    sale(dina, receipt.earnsForDina, {
      paid: 1000,
      calculation: { ...none, earning: [points('cashback', 50)] },
    }),
    sale(dina, receipt.spendsForDina, {
      paid: 1000,
      calculation: { ...none, spending: [points('cashback', 50)] },
      // Packed; the others are as returns are, and sales of earlier releases.
      request: null,
      answer: null,
      evidence: `\\x${Buffer.from('[1,[],[]]').toString('hex')}`,
    }),
    back(dina, receipt.returnsForDina, {
      of: receipt.earnsForDina,
      paid: -1000,
      due: { earned: [points('cashback', 50)], spent: [] },
    }),
    sale(anonymous, anonymous, { paid: 700, calculation: none }),
  ];
  const columns = sql.raw(receiptColumns.join(', '));
  await sql`insert into receipt (${columns}, seal) select ${columns}, ${sealExpression('r')}
    from jsonb_populate_recordset(null::receipt, ${json(rows)}) r`.execute(db);
}

const receiptColumns =
  'owner_id receipt_id type of_receipt_id store_id till_id shift number at offset_minutes programme_version paid request calculation answer recorded_at evidence'.split(
    ' ',
  );

const sale = (
  ownerId: string,
  receiptId: string,
  rest: { paid: number; calculation: object; evidence?: string; request?: null; answer?: null },
): object => ({
  owner_id: ownerId,
  receipt_id: receiptId,
  type: 'sale',
  store_id: 's1',
  till_id: 't1',
  shift: '1',
  number: receiptId.slice(-2),
  at: iso,
  offset_minutes: 180,
  programme_version: 1,
  request: { lines: [{ id: '1', note: 'a|b' }] },
  answer: {},
  recorded_at: iso,
  ...rest,
});

const back = (
  ownerId: string,
  receiptId: string,
  rest: { of: string; paid: number; due: object },
): object => ({
  ...sale(ownerId, receiptId, { paid: rest.paid, calculation: { due: rest.due } }),
  type: 'return',
  of_receipt_id: rest.of,
});
