import type { Answer, Input } from '@bonum/contract';
import { emptyAccount } from '@bonum/ledger';
import { newCardNumber, parseCardNumber, isOfChain } from '../cards/card-number.ts';
import { badCardNumber } from '../checkout/read-checkout.ts';
import { checkConfirmation } from '../confirmations/check-confirmation.ts';
import { prospectOf } from '../confirmations/request-confirmation.ts';
import { eventRow, iso } from '../events.ts';
import { operation, refuse, type Call, type Outcome } from '../operation.ts';
import { newOwner, ownerWrites } from '../owner/owner-writes.ts';
import { readOwner, type CardRow, type MemberRow, type OwnerState } from '../owner/read-owner.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';
import type { Identifier, OwnerWrites } from '../write.ts';
import { claimInvitation, type Claim } from './claim-invitation.ts';
import { memberAnswer } from './member-answer.ts';
import { parsePhone } from './phone.ts';
import { bookOf } from './standing.ts';
import { profileRow, refuseUnborn } from './update-member.ts';

type JoinRequest = Input<'join-member'>;

/** Signs a person up by a phone and the code sent to it. */
export const joinMember = operation('join-member', async (call, request) => {
  const phone = parsePhone(request.phone);
  if (phone === null)
    return refuse('bad-phone', 'Write the phone with its area code, such as +7 916 123-45-67.', {
      path: '/phone',
    });
  const version = await call.shell.programmes.current();
  const { memberId } = request;
  const before = await joinedBefore(call, version, { memberId, phone });
  if (before.answer) return before.answer;
  const placed = await storeOf(call, request);
  if (!placed.ok) return placed;
  const unborn = refuseUnborn(call, request);
  if (unborn) return unborn;
  const confirmed = await checkConfirmation(call, {
    ownerId: prospectOf(phone),
    purpose: 'join',
    ...request.confirmation,
    path: '/confirmation/code',
  });
  if (!confirmed.ok) {
    // The same request at the same moment may have used the code; then there is a member to answer with.
    return (await joinedBefore(call, version, { memberId, phone })).answer ?? confirmed;
  }
  const used = { owner: null, rows: {}, uses: confirmed.value };
  if (before.known) return recognised(call, { memberId, version, known: before.known, used });
  const card = await cardOf(call, request, version);
  if (!card.ok) return card;

  const state = newMember(call, request, { memberId, phone, card: card.value, version });
  const claimed = await claimInvitation(call, request.invitation, { state, version });
  if (!claimed.ok) return claimed;
  return {
    ok: true,
    ...joined(call, { state, version, phone, card: card.value, claim: claimed.value, used }),
  };
});

interface Before {
  /** The member who has the phone. */
  readonly known: OwnerState | null;
  /** What to answer without another code; null: this was not asked before. */
  readonly answer: Outcome<Answer<'join-member'>> | null;
}

/** What is there of an earlier request with this id. The id first: whoever is found by it is then found by phone too. */
async function joinedBefore(
  call: Call,
  { programme }: ProgrammeVersion,
  { memberId, phone }: { memberId: string; phone: string },
): Promise<Before> {
  const same = await readOwner(call.shell.db, memberId);
  const known = await ownerOfPhone(call, phone);
  if (same && same.owner.owner_id !== known?.owner.owner_id) {
    const reused = refuse('member-id-reused', 'This memberId is somebody else. Make a new one.', {
      path: '/memberId',
    });
    return { known, answer: reused };
  }
  const again = known !== null && (same !== null || (await wasRecognised(call, known, memberId)));
  return { known, answer: again ? { ok: true, value: memberAnswer(call, programme, known) } : null };
}

/** The phone is a member's already. Kept under the id that was asked for, so that asking again needs no other code. */
function recognised(
  call: Call,
  of: { memberId: string; version: ProgrammeVersion; known: OwnerState; used: OwnerWrites },
) {
  const { owner_id } = of.known.owner;
  const event = { ...eventRow(owner_id, 'member-recognised', call.now, {}), event_id: of.memberId };
  return {
    ok: true,
    value: memberAnswer(call, of.version.programme, of.known),
    writes: { owners: [{ ...of.used, rows: { event: [event] } }] },
  } as const;
}

async function wasRecognised({ shell }: Call, known: OwnerState, memberId: string): Promise<boolean> {
  const event = await shell.db
    .selectFrom('event')
    .select('type')
    .where('owner_id', '=', known.owner.owner_id)
    .where('event_id', '=', memberId)
    .executeTakeFirst();
  return event?.type === 'member-recognised';
}

async function ownerOfPhone({ shell }: Call, phone: string): Promise<OwnerState | null> {
  const found = await shell.db
    .selectFrom('identifier')
    .select('owner_id')
    .where('kind', '=', 'phone')
    .where('value', '=', phone)
    .executeTakeFirst();
  return found ? readOwner(shell.db, found.owner_id) : null;
}

/** The physical card that was handed over, or a new virtual one: nobody joins without a barcode to show. */
async function cardOf(
  call: Call,
  { card }: JoinRequest,
  { programme }: ProgrammeVersion,
): Promise<Outcome<Pick<CardRow, 'number' | 'form'>>> {
  const { prefixes } = programme.cards;
  if (card === undefined)
    return { ok: true, value: { number: newCardNumber(prefixes[0] ?? ''), form: 'virtual' } };
  const number = parseCardNumber(card);
  if (number === null || !isOfChain(number, prefixes)) return badCardNumber('/card', prefixes);
  const taken = await call.shell.db
    .selectFrom('identifier')
    .select('owner_id')
    .where('kind', '=', 'card')
    .where('value', '=', number)
    .executeTakeFirst();
  if (taken) return refuse('card-taken', 'This card is already in use. Take another.', { path: '/card' });
  return { ok: true, value: { number, form: 'physical' } };
}

async function storeOf(call: Call, { storeId }: JoinRequest): Promise<Outcome<null>> {
  if (storeId === undefined) return { ok: true, value: null };
  const store = await call.shell.db
    .selectFrom('store')
    .select('store_id')
    .where('store_id', '=', storeId)
    .executeTakeFirst();
  return store
    ? { ok: true, value: null }
    : refuse('unknown-store', `Store ${storeId} is not there.`, { path: '/storeId' });
}

interface NewMember {
  readonly memberId: string;
  readonly phone: string;
  readonly card: Pick<CardRow, 'number' | 'form'>;
  readonly version: ProgrammeVersion;
}

function newMember(
  call: Call,
  request: JoinRequest,
  { memberId, phone, card, version }: NewMember,
): OwnerState {
  const at = iso(call.now);
  const blank: MemberRow = {
    owner_id: memberId,
    status: 'active',
    phone,
    email: null,
    name: null,
    surname: null,
    birth_date: null,
    gender: null,
    city: null,
    language: 'ru',
    consents: [],
    joined_at: at,
    joined_store: request.storeId ?? null,
  };
  return {
    owner: newOwner(memberId, 'member', version.programme.levels[0]?.id ?? null),
    member: { ...blank, ...profileRow(call, request, blank) },
    cards: [
      { owner_id: memberId, ...card, state: 'active', issued_at: at, blocked_at: null, block_reason: null },
    ],
    offers: [],
    account: emptyAccount(memberId),
  };
}

interface Joined {
  readonly state: OwnerState;
  readonly version: ProgrammeVersion;
  readonly phone: string;
  readonly card: Pick<CardRow, 'number'>;
  readonly claim: Claim | null;
  readonly used: OwnerWrites;
}

function joined(call: Call, { state, version, phone, card, claim, used }: Joined) {
  const id = state.owner.owner_id;
  const book = claim?.book ?? bookOf(state, call);
  const event = eventRow(id, 'member-joined', call.now, { store: state.member?.joined_store ?? null });
  const owner = ownerWrites(state.owner, book, {
    changes: claim?.changes ?? {},
    rows: {
      member: [state.member ?? {}],
      card: state.cards,
      event: [event, ...(claim?.events ?? [])],
      receipt: claim?.receipts ?? [],
    },
  });
  const add: Identifier[] = [
    { kind: 'phone', value: phone, owner_id: id },
    { kind: 'card', value: card.number, owner_id: id },
  ];
  const now = { ...state, owner: owner.owner ?? state.owner };
  return {
    value: { ...memberAnswer(call, version.programme, now), ...(claim && { balances: claim.balances }) },
    writes: {
      owners: [owner, used, ...(claim ? [claim.anonymous] : [])],
      identifiers: { add, ...(claim && { put: [claim.receiptIdentifier] }) },
      ...(claim && { claim: { ownerId: claim.anonymousId, memberId: id } }),
    },
  };
}
