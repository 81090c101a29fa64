import type { Input } from '@bonum/contract';
import type { Programme } from '@bonum/engine';
import { emptyAccount, type Book, iso } from '@bonum/ledger';
import { newCardNumber } from '../cards/card-number.ts';
import { cardRow } from '../cards/physical-card.ts';
import type { EventType } from '@bonum/contract';
import { eventRow } from '../events.ts';
import { absorb, type Absorbed } from '../members/absorb.ts';
import { withoutPhone } from '../members/attach-phone.ts';
import { bookOf } from '../members/standing.ts';
import { consentRows } from '../members/consents.ts';
import { profileRow } from '../members/update-member.ts';
import type { Call, Outcome, Visitor } from '../operation.ts';
import { newMemberRow, newOwner, ownerWrites } from '../owner/owner-writes.ts';
import type { CardRow, MemberRow, OwnerState } from '../owner/read-owner.ts';
import { messageRow } from '../messages/message-row.ts';
import { memberPasskeys } from '../passkeys/member-passkeys.ts';
import { openSession } from '../sessions/open-session.ts';
import { endSessions, liveSessions } from '../sessions/live-sessions.ts';
import type { Identifier, OwnerWrites, Row, Writes } from '../write.ts';
import { DEVICE_DIGITS, idOf, type Attempt } from './attempt.ts';
import type { Finish } from './machine.ts';
import { signUpTrace } from './sign-up-trace.ts';
import type { Known } from './standing.ts';

export type Registration = Input<'complete-registration'>;

interface Finishing {
  readonly attempt: Attempt;
  readonly finish: Finish;
  readonly known: Known;
  /** What a new member, or one who had agreed to nothing yet, has just said. */
  readonly registration: Registration | null;
}

interface Finished {
  readonly ownerId: string;
  readonly token: string;
  readonly writes: Writes;
}

/** Everything that becomes so as somebody is signed in, in one transaction. */
export async function finishSignIn(call: Call<Visitor>, finishing: Finishing): Promise<Outcome<Finished>> {
  const { attempt, finish, known } = finishing;
  const { programme } = await call.shell.programmes.current();
  const before = known.states.get(finish.ownerId ?? '') ?? newcomer(call, programme, attempt);
  const ownerId = before.owner.owner_id;
  const book = bookOf(before, call);
  const merged = await mergeAll(call, { ...finishing, programme, before, book });
  if (!merged.ok) return merged;
  const { into, absorbed } = merged.value;
  const member = memberAfter(call, before, finishing);
  const cards = cardsAfter(call, into, member);
  const { row: session, token } = openSession(call, { ownerId, sessionId: idOf(attempt, 'session') });
  const says = (type: EventType, payload: object): Row => eventRow(ownerId, type, call.now, payload);
  // A phone that is lost opens by its owner's finger no more than by their number.
  const passkeys = finish.endsOthers ? await memberPasskeys(call, ownerId) : [];
  const event = [
    ...(before.owner.version === 0 ? [says('member-joined', { store: null, ...signUpTrace(call) })] : []),
    ...(member.phone === before.member?.phone || before.owner.version === 0
      ? []
      : [says('phone-proven', {})]),
    says('signed-in', { device: attempt.device.slice(0, DEVICE_DIGITS) }),
    ...absorbed.flatMap(({ rows }) => rows.event),
    ...passkeys.map(() => says('passkey-removed', {})),
  ];
  const lost = lostPhones(finishing);
  const rows = {
    session: [session],
    event,
    message: lost.flatMap(({ value }) => noticeTo(call, value, { attempt, ownerId })),
    member: [member],
    consent: consentRows(call, member, { said: finishing.registration?.consents ?? [], by: 'member' }),
    card: cards,
    offer: absorbed.flatMap((one) => one.rows.offer),
    merge: absorbed.flatMap((one) => one.rows.merge),
    promotion_use: absorbed.length > 0 ? into.uses : [],
  };
  const { spend, receipts, level } = into.owner;
  const nothingNew = isSame(before, { member, cards, absorbed });
  const kept: OwnerWrites = nothingNew
    ? { owner: null, rows: { session: [session], event } }
    : ownerWrites(before.owner, book, { changes: { spend, receipts, level }, rows });
  const ended = finish.endsOthers ? endSessions(call, await liveSessions(call, ownerId)) : [];
  const letsGo = lettingGo(call, finishing);
  return {
    ok: true,
    value: {
      ownerId,
      token,
      writes: {
        owners: [kept, ...absorbed.map(({ gone }) => gone), ...letsGo, ...ended],
        ...(passkeys.length > 0 && { passkeys: { removed: passkeys } }),
        ...leadingTo(call, { ...finishing, before, member, absorbed, cards }),
      },
    },
  };
}

function newcomer(call: Call, programme: Programme, attempt: Attempt): OwnerState {
  const ownerId = idOf(attempt, 'member');
  const number = newCardNumber(programme.cards.prefixes[0] ?? '');
  const member = { ...newMemberRow(ownerId, { at: call.now, storeId: null }), language: attempt.language };
  return {
    owner: newOwner(ownerId, 'member', programme.levels[0]?.id ?? null),
    member: { ...member, main_card: number },
    cards: [cardRow(call, { owner_id: ownerId, number, form: 'virtual' })],
    offers: [],
    uses: [],
    account: emptyAccount(ownerId),
  };
}

/** The member's row: the phone that was proven, the main card, what they said of themselves. */
function memberAfter(
  call: Call,
  { owner, member }: OwnerState,
  { finish, registration }: Finishing,
): MemberRow {
  if (!member) throw new Error(`member ${owner.owner_id} has no row`);
  const said = registration === null ? {} : profileRow(call, registration, member);
  const main_card = finish.mainCard ?? member.main_card;
  return { ...member, ...said, phone: finish.phone, claimed_phone: null, open: false, main_card };
}

/** Once a main card is chosen, it is the only one. */
function cardsAfter({ now }: Call, { cards }: OwnerState, { main_card }: MemberRow): CardRow[] {
  if (main_card === null) return [...cards];
  return cards.map((card) =>
    card.state === 'active' && card.number !== main_card
      ? { ...card, state: 'blocked', blocked_at: iso(now), block_reason: 'another-is-main' }
      : card,
  );
}

interface Merging extends Finishing {
  readonly programme: Programme;
  readonly before: OwnerState;
  readonly book: Book;
}

async function mergeAll(
  call: Call,
  { attempt, finish, known, programme, before, book }: Merging,
): Promise<Outcome<{ into: OwnerState; absorbed: Absorbed[] }>> {
  const blocked = before.cards.filter(
    ({ number, state }) => state === 'active' && number !== finish.mainCard,
  );
  const mainCard = { before: before.member?.main_card ?? null, blocked: blocked.map(({ number }) => number) };
  let into = before;
  const absorbed: Absorbed[] = [];
  for (const fromId of finish.merges) {
    const from = known.states.get(fromId);
    if (!from) throw new Error(`the profile ${fromId} was not looked up`);
    const losesPhone = from.member?.phone !== null;
    const mergeId = idOf(attempt, `merge ${fromId}`);
    const one = await absorb(call, { programme, mergeId, from, into, book, mainCard, losesPhone });
    if (!one.ok) return one;
    into = one.value.into;
    absorbed.push(one.value);
  }
  return { ok: true, value: { into, absorbed } };
}

/** Whoever signs in as always writes nothing of the member, and so meets no till. */
function isSame(
  before: OwnerState,
  after: {
    readonly member: MemberRow;
    readonly cards: readonly CardRow[];
    readonly absorbed: readonly unknown[];
  },
): boolean {
  const sameCards = after.cards.every((card) => before.cards.includes(card));
  const sameMember =
    after.member.phone === before.member?.phone && after.member.main_card === before.member.main_card;
  return before.owner.version > 0 && after.absorbed.length === 0 && sameCards && sameMember;
}

/** The phone has another owner by now. */
function lettingGo(call: Call, { finish, known }: Finishing): OwnerWrites[] {
  const state = known.states.get(finish.letsGo ?? '');
  return state ? [withoutPhone(call, state, {})] : [];
}

/** Whoever has the phone that was lost reads what became of it: if it was not they who changed it, staff can help. */
function noticeTo(
  call: Call,
  old: string,
  { attempt, ownerId }: { attempt: Attempt; ownerId: string },
): Row[] {
  if (call.shell.channels.sms === undefined) return [];
  const message = messageRow({
    ownerId,
    messageId: idOf(attempt, 'notice'),
    purpose: 'phone-changed',
    body: phoneChanged[attempt.language],
    steps: [{ channel: 'sms', to: [old], waitSeconds: null }],
    at: call.now,
    expiresAt: call.now + DAY_MS,
  });
  return [message];
}

const DAY_MS = 86_400_000;
const phoneChanged = {
  ru: 'Телефон в программе лояльности сменён. Если это сделали не вы, обратитесь в магазин.',
  en: 'The phone of your loyalty account was changed. If it was not you, ask at the store.',
} as const;

interface Leading extends Finishing {
  readonly before: OwnerState;
  readonly member: MemberRow;
  readonly absorbed: readonly Absorbed[];
  readonly cards: readonly CardRow[];
}

/** The phone of a member who came back by e-mail. */
function lostPhones({
  finish,
  known: { standing, states },
}: Pick<Finishing, 'finish' | 'known'>): Identifier[] {
  const member = states.get(standing.recovered?.ownerId ?? '')?.member;
  if (!member?.phone || member.phone === finish.phone) return [];
  return [{ kind: 'phone', value: member.phone, owner_id: member.owner_id }];
}

/** What leads to the member from now on. */
function leadingTo(
  call: Call,
  { finish, known, before, absorbed, cards }: Leading,
): Pick<Writes, 'identifiers' | 'phones'> {
  const owner_id = before.owner.owner_id;
  const put: Identifier[] = absorbed.flatMap(({ identifiers }) =>
    identifiers.map((identifier) => ({ ...identifier, owner_id })),
  );
  const add: Identifier[] =
    before.owner.version === 0 ? cards.map(({ number }) => ({ kind: 'card', value: number, owner_id })) : [];
  const { phone } = finish;
  const proven = { kind: 'phone', value: phone, owner_id, proven_at: iso(call.now) } as const;
  const held = known.standing.holder?.ownerId;
  const claim = before.member?.claimed_phone;
  return {
    identifiers: {
      add: [...add, ...(held === undefined ? [proven] : [])],
      put: [...put, ...(held !== undefined && held !== owner_id ? [proven] : [])],
    },
    phones: {
      lost: lostPhones({ finish, known }),
      proven: held === owner_id ? [proven] : [],
      unclaimed: claim ? [{ phone: claim, owner_id }] : [],
    },
  };
}
