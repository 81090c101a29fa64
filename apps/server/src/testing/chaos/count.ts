import type { Answer } from '@bonum/contract';
import { verify } from '@bonum/ledger';
import canonicalize from 'canonicalize';
import { sql } from 'kysely';
import { answerOfSale } from '../../checkout/stored-answer.ts';
import { readStored, type StoredReceipt } from '../../checkout/stored-receipt.ts';
import { allInvariants } from '../../verify/all-invariants.ts';
import { send, type Journal, type Place } from './place.ts';
import { sum } from './report.ts';

/** What everybody was given at the start. */
export const GIVEN = 5000;

/** Everything acknowledged is there once, as acknowledged; nothing else is; points add up; the books are right. */
export async function wrongIn(
  place: Place,
  journals: readonly Journal[],
  members: readonly string[],
): Promise<string[]> {
  const { db } = place.connection;
  const breaks = (await Array.fromAsync(verify(db, { invariants: allInvariants }))).map(
    ({ sentence }) => sentence,
  );
  return [
    ...breaks,
    ...(await wrongReceipts(place, journals)),
    ...(await wrongPoints(place, journals, members)),
  ];
}

interface Acknowledged {
  readonly type: 'sale' | 'return' | 'void';
  readonly receiptId: string;
  readonly answer: unknown;
}

function acknowledged({ sales, returns, cancels }: Journal): Acknowledged[] {
  return [
    ...sales.map(({ answer }) => ({ type: 'sale' as const, receiptId: answer.receiptId, answer })),
    ...returns.map(({ answer }) => ({ type: 'return' as const, receiptId: answer.receiptId, answer })),
    ...cancels.map(({ answer }) =>
      answer.returned
        ? { type: 'return' as const, receiptId: answer.returned.receiptId, answer: answer.returned }
        : { type: 'void' as const, receiptId: answer.receiptId, answer },
    ),
  ];
}

/** What a till that asks again is told. */
const answerOf = (stored: StoredReceipt, names: ReadonlyMap<string, string | null>): unknown =>
  stored.type === 'sale' ? answerOfSale(stored, names.get(stored.owner_id) ?? null) : stored.answer;

async function wrongReceipts({ connection }: Place, journals: readonly Journal[]): Promise<string[]> {
  const members = await connection.db.selectFrom('member').select(['owner_id', 'name']).execute();
  const names = new Map(members.map(({ owner_id, name }) => [owner_id, name]));
  const stored = new Map<string, StoredReceipt>();
  const wrong: string[] = [];
  for (const row of await readStored(connection.db, sql`shift <> '0'`)) {
    if (stored.has(row.receipt_id)) wrong.push(`receipt ${row.receipt_id} is there twice`);
    stored.set(row.receipt_id, row);
  }
  const told = journals.flatMap(acknowledged);
  for (const { receiptId, type, answer } of told) {
    const row = stored.get(receiptId);
    if (!row) wrong.push(`receipt ${receiptId} was acknowledged and is not there`);
    else if (row.type !== type || canonicalize(answerOf(row, names)) !== canonicalize(answer))
      wrong.push(`receipt ${receiptId} was acknowledged as something else`);
    stored.delete(receiptId);
  }
  return [...wrong, ...[...stored.keys()].map((id) => `receipt ${id} is there and nobody was told`)];
}

async function wrongPoints(
  place: Place,
  journals: readonly Journal[],
  members: readonly string[],
): Promise<string[]> {
  const expected = new Map(members.map((memberId) => [memberId, GIVEN]));
  const add = (memberId: string | undefined, points: number): void => {
    if (memberId !== undefined) expected.set(memberId, (expected.get(memberId) ?? 0) + points);
  };
  const owners = new Map<string, string | undefined>();
  for (const { answer } of journals.flatMap(({ sales }) => sales)) {
    const memberId = answer.member?.memberId;
    owners.set(answer.receiptId, memberId);
    add(
      memberId,
      sum(answer.earning.map(({ points }) => points)) - sum(answer.spending.map(({ points }) => points)),
    );
  }
  const returned = journals.flatMap(({ returns, cancels }) => [
    ...returns.map(({ answer }) => answer),
    ...cancels.flatMap(({ answer }) => answer.returned ?? []),
  ]);
  for (const { ofReceiptId, pointsGivenBack, pointsTakenBack, refundReducedBy } of returned) {
    const moved = sum(Object.values(pointsGivenBack)) - sum(Object.values(pointsTakenBack));
    // A point is a rouble; what the refund paid for is owed no more.
    add(owners.get(ofReceiptId), moved + refundReducedBy / 100);
  }
  const wrong: string[] = [];
  for (const [memberId, points] of expected) {
    const said = await send(place, { method: 'GET', path: `members/${memberId}` });
    const [balance] = (said as Answer<'get-member'>).balances;
    const { available = 0, pending = 0, held = 0, debt = 0 } = balance ?? {};
    if (available + pending - debt !== points || held !== 0)
      wrong.push(`member ${memberId} has ${available + pending - debt} points (${held} held), not ${points}`);
  }
  return wrong;
}
