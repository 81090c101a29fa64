import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { withDatabase } from '../testing/database.ts';
import { breaksOf, makeEdit, named, type Edit } from './testing/edit.ts';
import { loadWorld } from './testing/load.ts';
import { anna, anonymous, boris, dina, id, receipt } from './testing/world.ts';

const spends = `receipt_id = '${receipt.spends}'`;

/** Each field of a receipt, edited: the seal must break. */
const sealed = {
  paid: 'paid + 1',
  at: `at + interval '1 millisecond'`,
  recorded_at: `recorded_at + interval '1 millisecond'`,
  offset_minutes: '0',
  programme_version: '2',
  store_id: `'s2'`,
  till_id: `'t2'`,
  shift: `'2'`,
  number: `'2'`,
  type: `'void'`,
  of_receipt_id: `'${receipt.earns}'`,
  request: `request || '{"more": 1}'`,
  answer: `'{"points": 1}'`,
  calculation: `jsonb_set(calculation, '{earning,0,points}', '5')`,
  seal: `sha256('made up')`,
};

const edits: Record<string, Edit> = {
  'the packed evidence of a receipt is edited': {
    statement: `update receipt set evidence = '[1,[],[1]]' where receipt_id = '${receipt.spendsForDina}'`,
    invariant: 'receipt-seal',
    owner: dina,
    row: receipt.spendsForDina,
  },
  'what stands beside packed evidence is edited': {
    statement: `update receipt set calculation = calculation || '{"more": 1}' where receipt_id = '${receipt.spendsForDina}'`,
    invariant: 'receipt-seal',
    owner: dina,
    row: receipt.spendsForDina,
  },
  'what stands beside packed evidence says less was spent': {
    statement: `update receipt set calculation = jsonb_set(calculation, '{spending,0,points}', '40')
      where receipt_id = '${receipt.spendsForDina}'`,
    invariant: 'receipt-points',
    owner: dina,
    row: `${receipt.spendsForDina}, cashback spent`,
  },
  'packed evidence is replaced by what is readable': {
    statement: `update receipt set evidence = null, request = '{}', answer = '{}' where receipt_id = '${receipt.spendsForDina}'`,
    invariant: 'receipt-seal',
    owner: dina,
    row: receipt.spendsForDina,
  },
  'the evidence says more was earned': {
    statement: `update receipt set calculation = jsonb_set(calculation, '{earning,0,points}', '5') where ${spends}`,
    invariant: 'receipt-points',
    owner: anna,
    row: `${receipt.spends}, promo earned`,
  },
  'the evidence says less was spent': {
    statement: `update receipt set calculation = jsonb_set(calculation, '{spending,0,points}', '80') where ${spends}`,
    invariant: 'receipt-points',
    owner: anna,
    row: `${receipt.spends}, cashback spent`,
  },
  'the evidence of a return says less was taken back': {
    statement: `update receipt set calculation = jsonb_set(calculation, '{due,earned,0,points}', '4')
      where receipt_id = '${receipt.returns}'`,
    invariant: 'receipt-points',
    owner: anna,
    row: `${receipt.returns}, promo earned`,
  },
  'a receipt is deleted': {
    statement: `delete from receipt where receipt_id = '${receipt.earns}'`,
    invariant: 'receipt-identifier',
    owner: anna,
    row: receipt.earns,
  },
  'a receipt is deleted with its identifier': {
    statement: `delete from receipt where receipt_id = '${receipt.earns}';
      delete from identifier where value = '${receipt.earns}'`,
    invariant: 'receipt-points',
    owner: anna,
    row: receipt.earns,
  },
  'a receipt is given to another member': {
    statement: `update receipt set owner_id = '${dina}' where receipt_id = '${receipt.earns}'`,
    invariant: 'receipt-seal',
    owner: dina,
    row: receipt.earns,
  },
  'the identifier of a receipt is deleted': {
    statement: `delete from identifier where value = '${anonymous}'`,
    invariant: 'receipt-identifier',
    owner: anonymous,
    row: anonymous,
  },
  'the sale of a return is gone': {
    statement: `delete from identifier where value = '${receipt.spends}'`,
    invariant: 'owner-rows',
    owner: anna,
    row: receipt.returns,
  },
  'spend is raised': {
    statement: `update owner set spend = spend + 100000 where owner_id = '${anna}'`,
    invariant: 'owner-spend',
    owner: anna,
    row: 'spend',
  },
  'the count of receipts is raised': {
    statement: `update owner set receipts = receipts + 1 where owner_id = '${dina}'`,
    invariant: 'owner-spend',
    owner: dina,
    row: 'receipts',
  },
  'a phone leads to another member': {
    statement: `update identifier set owner_id = '${dina}' where kind = 'phone'`,
    invariant: 'phone-identifier',
    owner: anna,
    row: 'member',
  },
  'a phone leads to nobody': {
    statement: `delete from identifier where kind = 'phone'`,
    invariant: 'phone-identifier',
    owner: anna,
    row: 'member',
  },
  'a phone was said to be theirs and is not found': {
    statement: `update member set claimed_phone = '+79990000009' where owner_id = '${dina}'`,
    invariant: 'phone-claim',
    owner: dina,
    row: 'member',
  },
  'a phone is claimed for somebody who was not said to have it': {
    statement: `insert into phone_claim values ('+79990000009', '${dina}')`,
    invariant: 'phone-claim',
    owner: dina,
    row: 'claim',
  },
  'a card leads to a merged member': {
    statement: `update identifier set owner_id = '${boris}' where kind = 'card'`,
    invariant: 'identifier-owner',
    owner: boris,
    row: 'card',
  },
  'a card leads to another member': {
    statement: `update identifier set owner_id = '${dina}' where kind = 'card'`,
    invariant: 'card-identifier',
    owner: boris,
    row: 'card 2000000000022',
  },
  'a card leads to nobody': {
    statement: `delete from identifier where value = '2000000000015'`,
    invariant: 'card-identifier',
    owner: anna,
    row: 'card 2000000000015',
  },
  'a card is deleted': {
    statement: `delete from card where owner_id = '${anna}'`,
    invariant: 'card-identifier',
    owner: anna,
    row: 'card 2000000000015',
  },
  'a barcode leads to another member': {
    statement: `insert into barcode values ('${anna}', '12345678', '${id(5)}', '${id(5).slice(0, 16)}', 0, 0, null, now());
      insert into identifier values ('barcode', '12345678', '${dina}')`,
    invariant: 'barcode-identifier',
    owner: anna,
    row: 'barcode 12345678',
  },
  'what leads from a barcode is none': {
    statement: `insert into identifier values ('barcode', '12345678', '${dina}')`,
    invariant: 'barcode-identifier',
    owner: dina,
    row: 'barcode 12345678',
  },
  'an identifier leads to an owner who is not there': {
    statement: `update identifier set owner_id = '${id(77)}' where kind = 'invitation'`,
    invariant: 'identifier-owner',
    owner: id(77),
    row: 'invitation welcome',
  },
  'a member is deleted': {
    statement: `delete from member where owner_id = '${dina}'`,
    invariant: 'owner-rows',
    owner: dina,
    row: 'owner',
  },
  'an owner is deleted': {
    statement: `delete from owner where owner_id = '${anonymous}'`,
    invariant: 'owner-rows',
    owner: anonymous,
    row: `receipt ${anonymous}`,
  },
  'a code is taken by a receipt that is not there': {
    statement: `update promo_code set taken_by = '${id(77)}'`,
    invariant: 'used-by-receipt',
    owner: null,
    row: 'code SPRING',
  },
  'an offer is used by a receipt that is not there': {
    statement: `update offer set used_by = '${id(77)}'`,
    invariant: 'used-by-receipt',
    owner: anna,
    row: 'offer ',
  },
  'a receipt is claimed by nobody we know': {
    statement: `update receipt set claimed_by = '${id(77)}' where owner_id = '${anonymous}'`,
    invariant: 'used-by-receipt',
    owner: anonymous,
    row: `receipt ${anonymous}`,
  },
};

const fieldEdits = Object.entries(sealed).map(([column, value]): [string, Edit] => [
  `${column} of a receipt is edited`,
  {
    statement: `update receipt set ${column} = ${value} where ${spends}`,
    invariant: 'receipt-seal',
    owner: anna,
    row: receipt.spends,
  },
]);

describe('verify, beyond the ledger', () => {
  test.for([...Object.entries(edits), ...fieldEdits])('%s', async ([, edit]) => {
    await withDatabase(async ({ db }) => {
      await loadWorld(db);
      await makeEdit(db, edit.statement);
      const told = (await breaksOf(db)).filter(({ invariant }) => invariant === edit.invariant);
      expect(told.map((one) => named(one, edit))).toContainEqual({ owner: edit.owner, row: edit.row });
      for (const { sentence } of told) expect(sentence).toMatch(/^(Owner [0-9a-f-]{36}: )?[A-Z].*\.$/);
    })();
  });

  test(
    'whoever joins may claim an anonymous receipt, and its seal still holds',
    withDatabase(async ({ db }) => {
      await loadWorld(db);
      await sql`update receipt set claimed_by = ${dina} where owner_id = ${anonymous}`.execute(db);
      expect(await breaksOf(db)).toEqual([]);
    }),
  );

  test(
    'a seal is over the text of one JSON array, as seals of before were made',
    withDatabase(async ({ db }) => {
      await loadWorld(db);
      const { rows } = await sql`select count(*) as there, count(*) filter (where seal = sha256(convert_to(
          jsonb_build_array(owner_id, receipt_id, type, of_receipt_id, store_id, till_id, shift, number,
            (extract(epoch from at) * 1000)::bigint, offset_minutes, programme_version, paid, request, calculation,
            answer, (extract(epoch from recorded_at) * 1000)::bigint)::text, 'UTF8'))) as alike
        from receipt where evidence is null`.execute(db);
      expect(rows).toEqual([{ there: 6, alike: 6 }]);
    }),
  );
});
