import { accountFrom, accountJson, balancesAt, openBook, type AccountJson } from '@bonum/ledger';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { withDatabase } from '../testing/database.ts';
import { breaksOf, dropConstraints, makeEdit, named, withoutSieves, type Edit } from './testing/edit.ts';
import { loadWorld } from './testing/load.ts';
import { anna, boris, dina, holdId, id, lives, receipt, start } from './testing/world.ts';

const lotOf = (owner: string, number: number): string =>
  `(select lot_id from transfer where owner_id = '${owner}' and number = ${number})`;
const firstLot = `owner_id = '${anna}' and lot_id = ${lotOf(anna, 1)}`;
const transferOf = (owner: string, number: number): string => `owner_id = '${owner}' and number = ${number}`;

const edits: Record<string, Edit> = {
  'a wallet is raised': {
    statement: `update wallet set available = available + 1 where owner_id = '${anna}' and kind = 'cashback'`,
    invariant: 'wallet-lots',
    owner: anna,
    row: 'wallet cashback, available',
  },
  'a wallet and its lot are raised together': {
    statement: `update wallet set available = available + 1 where owner_id = '${anna}' and kind = 'cashback';
      update lot set available = available + 1 where ${firstLot}`,
    invariant: 'lots',
    owner: anna,
    row: 'available',
  },
  'a pending wallet is lowered': {
    statement: `update wallet set pending = 0 where owner_id = '${anna}' and kind = 'cashback'`,
    invariant: 'wallet-lots',
    owner: anna,
    row: 'wallet cashback, pending',
  },
  'a debt is forgiven': {
    statement: `update wallet set debt = 0 where owner_id = '${dina}'`,
    invariant: 'wallet-debt',
    owner: dina,
    row: 'wallet cashback, debt',
  },
  'a wallet is deleted': {
    statement: `delete from wallet where owner_id = '${anna}' and kind = 'promo'`,
    invariant: 'wallet-lots',
    owner: anna,
    row: 'wallet promo',
  },
  'a wallet that should be empty is missing': {
    statement: `delete from wallet where owner_id = '${boris}'`,
    invariant: 'wallet-lots',
    owner: boris,
    row: 'wallet cashback',
  },
  'a wallet is added': {
    statement: `insert into wallet values ('${anna}', 'gold', 5, 0, 0, 0)`,
    invariant: 'wallet-lots',
    owner: anna,
    row: 'wallet gold',
  },
  'a wallet goes below zero': {
    statement: `update wallet set held = -1 where owner_id = '${dina}'`,
    invariant: 'wallet-bounds',
    owner: dina,
    row: 'wallet cashback',
  },
  'a lot goes below zero': {
    statement: `update lot set available = -5 where ${firstLot}`,
    invariant: 'lot-bounds',
    owner: anna,
    row: 'lot ',
  },
  'a lot grows above its grant': {
    statement: `update lot set pending = granted where ${firstLot}`,
    invariant: 'lot-bounds',
    owner: anna,
    row: 'lot ',
  },
  'a lot is granted more': {
    statement: `update lot set granted = granted + 1 where ${firstLot}`,
    invariant: 'lots',
    owner: anna,
    row: 'granted',
  },
  'a lot lives longer': {
    statement: `update lot set expires_at = expires_at + interval '1 year' where owner_id = '${anna}' and expires_at is not null`,
    invariant: 'lots',
    owner: anna,
    row: 'expires_at',
  },
  'a lot is active sooner': {
    statement: `update lot set active_from = active_from - interval '1 day' where owner_id = '${anna}' and pending > 0`,
    invariant: 'lots',
    owner: anna,
    row: 'active_from',
  },
  'a lot changes its kind': {
    statement: `update lot set kind = 'promo' where ${firstLot}`,
    invariant: 'lots',
    owner: anna,
    row: 'kind',
  },
  'a lot changes its source': {
    statement: `update lot set source = 'receipt' where ${firstLot}`,
    invariant: 'lots',
    owner: anna,
    row: 'source',
  },
  'a lot changes its receipt': {
    statement: `update lot set receipt_id = '${id(99)}' where owner_id = '${anna}' and pending > 0`,
    invariant: 'lots',
    owner: anna,
    row: 'receipt_id',
  },
  'a lot forgets where it came from': {
    statement: `update lot set from_lot_id = null where owner_id = '${anna}' and source = 'merge'`,
    invariant: 'lot-origin',
    owner: anna,
    row: 'lot ',
  },
  'a lot is invented': {
    statement: `insert into lot select (l).* from (select jsonb_populate_record(l, jsonb_build_object('lot_id', '${id(99)}')) as l
      from lot l where ${firstLot}) made`,
    invariant: 'lots',
    owner: anna,
    row: id(99),
  },
  'a lot is deleted': {
    statement: `delete from lot where ${firstLot}`,
    invariant: 'lots',
    owner: anna,
    row: 'available',
  },
  'an amount is edited': {
    statement: `update transfer set amount = amount + 1 where ${transferOf(anna, 1)}`,
    invariant: 'transfer-hash',
    owner: anna,
    row: 'transfer 1',
  },
  'an amount is edited together with lot and wallet': {
    statement: `update transfer set amount = amount + 1 where ${transferOf(anna, 1)};
      update lot set available = available + 1, granted = granted + 1 where ${firstLot};
      update wallet set available = available + 1 where owner_id = '${anna}' and kind = 'cashback'`,
    invariant: 'transfer-hash',
    owner: anna,
    row: 'transfer 1',
  },
  'a reason is edited': {
    statement: `update transfer set reason = 'gift' where ${transferOf(anna, 1)}`,
    invariant: 'transfer-hash',
    owner: anna,
    row: 'transfer 1',
  },
  'a reason is taken away': {
    statement: `alter table transfer alter reason drop not null;
      update transfer set reason = null where ${transferOf(anna, 1)}`,
    invariant: 'transfer-hash',
    owner: anna,
    row: 'transfer 1',
  },
  'reason and hash are taken away': {
    statement: `alter table transfer alter reason drop not null, alter hash drop not null;
      update transfer set reason = null, hash = null where ${transferOf(anna, 1)}`,
    invariant: 'transfer-hash',
    owner: anna,
    row: 'transfer 1',
  },
  'a time is edited by a millisecond': {
    statement: `update transfer set at = at + interval '1 millisecond' where ${transferOf(anna, 2)}`,
    invariant: 'transfer-hash',
    owner: anna,
    row: 'transfer 2',
  },
  'the time of writing is edited': {
    statement: `update transfer set recorded_at = recorded_at - interval '1 day' where ${transferOf(anna, 2)}`,
    invariant: 'transfer-hash',
    owner: anna,
    row: 'transfer 2',
  },
  'a transfer is edited and its hash made anew': {
    statement: `update transfer set hash = sha256('made up') where ${transferOf(anna, 3)}`,
    invariant: 'transfer-hash',
    owner: anna,
    row: 'transfer 4',
  },
  'the last hash is made anew': {
    statement: `update transfer set hash = sha256('made up') where ${transferOf(dina, 3)}`,
    invariant: 'chain-head',
    owner: dina,
    row: 'owner',
  },
  'the last transfer is deleted': {
    statement: `delete from transfer where ${transferOf(dina, 3)}`,
    invariant: 'transfer-count',
    owner: dina,
    row: 'owner',
  },
  'the last transfer is deleted and the count lowered': {
    statement: `delete from transfer where ${transferOf(dina, 3)}; update owner set transfers = 2 where owner_id = '${dina}'`,
    invariant: 'chain-head',
    owner: dina,
    row: 'owner',
  },
  'a transfer in the middle is deleted': {
    statement: `delete from transfer where ${transferOf(anna, 4)}`,
    invariant: 'transfer-numbering',
    owner: anna,
    row: 'transfer 5',
  },
  'a number is taken twice': {
    statement: `alter table transfer drop constraint transfer_pkey; insert into transfer select * from transfer where ${transferOf(anna, 2)}`,
    invariant: 'transfer-numbering',
    owner: anna,
    row: 'transfer 2',
  },
  'a transfer is added': {
    statement: `insert into transfer select (t).* from (select jsonb_populate_record(t, '{"number": 1000}') as t
      from transfer t where ${transferOf(anna, 1)}) made`,
    invariant: 'transfer-numbering',
    owner: anna,
    row: 'transfer 1000',
  },
  'a transfer is moved to another owner': {
    statement: `update transfer set owner_id = '${dina}', number = 4 where ${transferOf(boris, 1)}`,
    invariant: 'transfer-hash',
    owner: dina,
    row: 'transfer 4',
  },
  'all transfers of an owner are deleted': {
    statement: `delete from transfer where owner_id = '${dina}'`,
    invariant: 'transfer-count',
    owner: dina,
    row: 'owner',
  },
  'a transfer uses an unknown account': {
    statement: `update transfer set credit = 'pocket' where ${transferOf(anna, 2)}`,
    invariant: 'transfer-accounts',
    owner: anna,
    row: 'transfer 2',
  },
  'a transfer moves nothing': {
    statement: `update transfer set amount = 0 where ${transferOf(anna, 2)}`,
    invariant: 'transfer-accounts',
    owner: anna,
    row: 'transfer 2',
  },
  'a transfer loses its lot': {
    statement: `update transfer set lot_id = null where ${transferOf(anna, 2)}`,
    invariant: 'transfer-accounts',
    owner: anna,
    row: 'transfer 2',
  },
  'a transfer loses its hold': {
    statement: `update transfer set hold_id = '${id(99)}' where hold_id = '${holdId.open}'`,
    invariant: 'orphans',
    owner: anna,
    row: 'transfer ',
  },
  'a transfer points back at another receipt': {
    statement: `update transfer set receipt_id = '${id(99)}' where receipt_id = '${receipt.spends}' and credit = 'redeemed'`,
    invariant: 'receipt-points',
    owner: anna,
    row: id(99),
  },
  'a reversal points at another transfer': {
    statement: `update transfer set reverses = 1 where owner_id = '${anna}' and reverses is not null`,
    invariant: 'reversals',
    owner: anna,
    row: 'transfer ',
  },
  'a reversal points at nothing': {
    statement: `update transfer set reverses = 1000 where owner_id = '${anna}' and reverses is not null`,
    invariant: 'reversals',
    owner: anna,
    row: 'transfer ',
  },
  'a head is edited': {
    statement: `update owner set head = sha256('made up') where owner_id = '${anna}'`,
    invariant: 'chain-head',
    owner: anna,
    row: 'owner',
  },
  'an owner is deleted': {
    statement: `delete from owner where owner_id = '${dina}'`,
    invariant: 'orphans',
    owner: dina,
    row: 'wallet ',
  },
  'an owner is deleted, and transfers are left': {
    statement: `delete from owner where owner_id = '${dina}'; delete from wallet where owner_id = '${dina}';
      delete from lot where owner_id = '${dina}'`,
    invariant: 'transfer-count',
    owner: dina,
    row: 'owner',
  },
  'a lot is left that nothing else speaks of': {
    statement: `insert into lot select (l).* from (select jsonb_populate_record(l, jsonb_build_object('owner_id', '${id(77)}')) as l
      from lot l where ${firstLot}) made`,
    invariant: 'wallet-lots',
    owner: id(77),
    row: 'wallet cashback, available',
  },
  'a spent lot is deleted': {
    statement: `update transfer set amount = (select amount from transfer where ${transferOf(anna, 1)}) where ${transferOf(anna, 2)};
      delete from lot where ${firstLot}`,
    invariant: 'lots',
    owner: anna,
    row: 'granted',
  },
  'a lot is granted twice': {
    statement: `update transfer set active_from = at where owner_id = '${anna}' and lot_id = ${lotOf(anna, 1)} and number > 1`,
    invariant: 'lots',
    owner: anna,
    row: 'granting transfers',
  },
  'an owner with only a wallet is left': {
    statement: `insert into wallet values ('${id(77)}', 'cashback', 0, 0, 0, 0)`,
    invariant: 'orphans',
    owner: id(77),
    row: 'wallet cashback',
  },
  'an open hold is closed': {
    statement: `update hold set state = 'expired', closed_at = expires_at where hold_id = '${holdId.open}'`,
    invariant: 'hold-transfers',
    owner: anna,
    row: holdId.open,
  },
  'an open hold is deleted': {
    statement: `delete from hold where hold_id = '${holdId.open}'`,
    invariant: 'hold-wallets',
    owner: anna,
    row: 'wallet cashback, held',
  },
  'an open hold holds less': {
    statement: `update hold set points = '{"cashback": 10}' where hold_id = '${holdId.open}'`,
    invariant: 'hold-transfers',
    owner: anna,
    row: holdId.open,
  },
  'an open hold gets an end': {
    statement: `update hold set closed_at = expires_at where hold_id = '${holdId.open}'`,
    invariant: 'hold-state',
    owner: anna,
    row: holdId.open,
  },
  'a closed hold is opened': {
    statement: `update hold set state = 'open', closed_at = null where hold_id = '${holdId.committed}'`,
    invariant: 'hold-receipts',
    owner: anna,
    row: holdId.committed,
  },
  'a committed hold is said to be cancelled': {
    statement: `update hold set state = 'cancelled' where hold_id = '${holdId.committed}'`,
    invariant: 'hold-receipts',
    owner: anna,
    row: holdId.committed,
  },
  'a cancelled hold is said to be committed': {
    statement: `update hold set state = 'committed' where hold_id = '${holdId.cancelled}'`,
    invariant: 'hold-receipts',
    owner: anna,
    row: holdId.cancelled,
  },
  'a hold is given to an owner who is not there': {
    statement: `update hold set owner_id = '${id(77)}' where hold_id = '${holdId.cancelled}'`,
    invariant: 'orphans',
    owner: id(77),
    row: `hold ${holdId.cancelled}`,
  },
  'all wallets are raised': {
    statement: `update wallet set available = available + 1 where owner_id = '${anna}'`,
    invariant: 'programme-totals',
    owner: null,
    row: 'kind cashback',
  },
  'one side of a merge is deleted': {
    statement: `delete from transfer where owner_id = '${boris}' and credit = 'merged'`,
    invariant: 'merged-totals',
    owner: null,
    row: 'kind cashback',
  },
  'a merged owner has points': {
    statement: `update wallet set available = 70 where owner_id = '${boris}'`,
    invariant: 'merged-owners',
    owner: boris,
    row: 'wallet cashback',
  },
  'an owner is merged into nobody': {
    statement: `update owner set merged_into = '${id(77)}' where owner_id = '${boris}'`,
    invariant: 'merged-owners',
    owner: boris,
    row: 'owner',
  },
  'nothing is said to be due': {
    statement: `update owner set due_at = null where owner_id = '${anna}'`,
    invariant: 'due-at',
    owner: anna,
    row: 'owner',
  },
  'what is due is put off': {
    statement: `update owner set due_at = due_at + interval '1 second' where owner_id = '${anna}'`,
    invariant: 'due-at',
    owner: anna,
    row: 'owner',
  },
};

describe('verify', () => {
  test(
    'finds nothing in a database that was not edited, with or without its constraints',
    withDatabase(async ({ db }) => {
      await loadWorld(db);
      expect(await breaksOf(db)).toEqual([]);
      await dropConstraints(db);
      expect(await breaksOf(db)).toEqual([]);
    }),
  );

  test.for(Object.entries(edits))('%s', async ([, edit]) => {
    await withDatabase(async ({ db }) => {
      await loadWorld(db);
      await makeEdit(db, edit.statement);
      const all = await breaksOf(db);
      expect(await breaksOf(db, { invariants: withoutSieves })).toEqual(all);
      const told = all.filter(({ invariant }) => invariant === edit.invariant);
      expect(told.map((one) => named(one, edit))).toContainEqual({ owner: edit.owner, row: edit.row });
      for (const { sentence } of told) expect(sentence).toMatch(/^(Owner [0-9a-f-]{36}: )?[A-Z].*\.$/);
    })();
  });

  test(
    'tells no more than its limit and reports each check',
    withDatabase(async ({ db }) => {
      await loadWorld(db);
      await sql`update transfer set reason = 'edited'`.execute(db);
      const checks: string[] = [];
      const breaks = await breaksOf(db, {
        limit: 2,
        onCheck: ({ invariant, breaks: count }) => checks.push(`${invariant} ${count}`),
      });
      expect(checks).toContain('transfer-hash 2');
      expect(breaks.filter(({ invariant }) => invariant === 'transfer-hash')).toHaveLength(2);
    }),
  );
});

describe('an account read back', () => {
  test(
    'is what was written, with its holds by lot and the past that was asked for',
    withDatabase(async ({ db }) => {
      await loadWorld(db);
      const wanted = { holdId: holdId.committed, receiptIds: [receipt.spends, receipt.returns] };
      const { rows } = await sql<{ account: AccountJson }>`
        select ${accountJson(sql`${anna}::uuid`, wanted)} as account`.execute(db);
      const [row] = rows;
      if (row === undefined) throw new Error('no row');
      const account = accountFrom(row.account);
      const book = lives().anna;
      expect(account.head).toEqual(book.transfers.at(-1)?.hash);
      for (const lot of account.lots) expect(lot).toEqual(book.lots.get(lot.lotId));
      for (const hold of account.holds) expect(hold).toEqual(book.holds.get(hold.holdId));
      expect(account.holds.map((hold) => hold.holdId).sort()).toEqual([holdId.committed, holdId.open]);
      const all = [...book.account.history, ...book.transfers];
      for (const transfer of account.history) expect(transfer).toEqual(all[transfer.number - 1]);
      const asked = all.filter((t) => t.receiptId === receipt.spends || t.receiptId === receipt.returns);
      const read = new Set(account.history.map(({ number }) => number));
      expect(asked.filter(({ number }) => !read.has(number))).toEqual([]);
      expect(openBook(account, { now: book.now, recordedAt: book.now }).transfers).toEqual([]);
      expect(balancesAt(account, start).length).toBe(2);
    }),
  );

  test(
    'is empty for an owner who is not there',
    withDatabase(async ({ db }) => {
      const { rows } = await sql<{ account: AccountJson }>`
        select ${accountJson(sql`${id(99)}::uuid`)} as account`.execute(db);
      const [row] = rows;
      if (row === undefined) throw new Error('no row');
      expect(accountFrom(row.account)).toMatchObject({
        ownerId: id(99),
        transfers: 0,
        lots: [],
        wallets: [],
      });
    }),
  );
});
