import type { RecordedMember } from '@bonum/adapters/system-of-record';
import { emptyAccount, grant, iso } from '@bonum/ledger';
import { randomUUID } from 'node:crypto';
import { isOfChain, parseCardNumber } from '../cards/card-number.ts';
import { cardRow } from '../cards/physical-card.ts';
import { mustSucceed } from '../checkout/must-succeed.ts';
import { consentRows, consentsAfter } from '../members/consents.ts';
import { bookOf } from '../members/standing.ts';
import type { Call, Decision } from '../operation.ts';
import { newMemberRow, newOwner, ownerWrites } from '../owner/owner-writes.ts';
import type { OwnerState } from '../owner/read-owner.ts';
import type { Identifier } from '../write.ts';
import { settle } from './agreements.ts';
import { answersAfter } from './answers-after.ts';
import { FROM_RECORD } from './from-record.ts';
import { leadsTo } from './leads-to.ts';

/** Whom a card, a phone or the system's own name for them leads to here; null: to nobody. */
export async function ownerHere(
  { shell }: Pick<Call, 'shell'>,
  member: RecordedMember,
): Promise<string | null> {
  const ways = [
    ['record', member.recordId],
    ['phone', member.phone],
    ...member.cards.map(({ number }) => ['card', number] as const),
  ] as const;
  for (const [kind, value] of ways) {
    if (value === null) continue;
    const ownerId = await leadsTo(shell.db, kind, value);
    if (ownerId !== null) return ownerId;
  }
  return null;
}

/** Somebody whom the system of record knows and nobody here does becomes a member, as they are there. */
export async function bring(
  call: Call,
  { member: heard, kind }: { readonly member: RecordedMember; readonly kind: string },
): Promise<Decision<string>> {
  const { programme } = await call.shell.programmes.current();
  const ownerId = randomUUID();
  const agreed = settle({ consents: [], subscriptions: {} }, heard.consents, []);
  const member = {
    ...newMemberRow(ownerId, { at: call.now, storeId: null }),
    phone: heard.phone,
    email: heard.email,
    name: heard.name,
    surname: heard.surname,
    birth_date: heard.birthDate,
    gender: heard.gender,
    city: heard.city,
    answers: answersAfter(programme, { before: {}, heard: heard.answers }, (_, answer) => answer !== null),
    consents: consentsAfter(call, agreed.consents, []),
    subscriptions: agreed.subscriptions,
    status: heard.suspended ? ('suspended' as const) : ('active' as const),
  };
  const usable = heard.cards.filter(
    ({ number }) => parseCardNumber(number) === number && isOfChain(number, programme.cards.prefixes),
  );
  const cards = usable.map(({ number, state }) => ({
    ...cardRow(call, { owner_id: ownerId, number, form: 'physical' }),
    ...(state === 'blocked' && { state, blocked_at: iso(call.now), block_reason: FROM_RECORD }),
  }));
  const state: OwnerState = {
    owner: newOwner(ownerId, 'member', programme.levels[0]?.id ?? null),
    member,
    cards,
    offers: [],
    uses: [],
    account: emptyAccount(ownerId),
  };
  const book = bookOf(state, call);
  if (heard.points !== null && heard.points > 0)
    mustSucceed(
      grant(book, { kind, points: heard.points, from: 'adjusted', reason: FROM_RECORD, expiresAt: null }),
    );
  const consent = consentRows(call, member, { said: agreed.consents, by: 'system-of-record' });
  const add: Identifier[] = [
    ...(heard.phone === null
      ? []
      : [{ kind: 'phone' as const, value: heard.phone, owner_id: ownerId, proven_at: iso(call.now) }]),
    ...cards.map(({ number }) => ({ kind: 'card' as const, value: number, owner_id: ownerId })),
  ];
  return {
    ok: true,
    value: ownerId,
    writes: {
      heard: true,
      owners: [ownerWrites(state.owner, book, { rows: { member: [member], card: cards, consent } })],
      identifiers: { add },
    },
  };
}
