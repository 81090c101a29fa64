import type { Answer, Input } from '@bonum/contract';
import type { Programme } from '@bonum/engine';
import { emptyAccount } from '@bonum/ledger';
import { newCardNumber } from '../cards/card-number.ts';
import { cardRow, physicalCard } from '../cards/physical-card.ts';
import { prospectOf } from '../confirmations/address.ts';
import { checkConfirmation } from '../confirmations/check-confirmation.ts';
import { eventRow } from '../events.ts';
import {
  operation,
  refuse,
  type Call,
  type Decision,
  type ScopedCaller,
  type Outcome,
} from '../operation.ts';
import { eventOf } from '../owner/event-of.ts';
import { newMemberRow, newOwner, ownerWrites } from '../owner/owner-writes.ts';
import { readOwner, type CardRow, type OwnerState } from '../owner/read-owner.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';
import type { Identifier, OwnerWrites } from '../write.ts';
import { claimInvitation } from './claim-invitation.ts';
import type { Claim } from './claim-receipt.ts';
import { memberAfter, memberForKey, memberNow } from './member-answer.ts';
import { parsePhone } from './phone.ts';
import { consentRows } from './consents.ts';
import { rewardCompletion } from './reward-completion.ts';
import { bookOf } from './standing.ts';
import { profileRow, refuseUnborn } from './update-member.ts';

type JoinRequest = Input<'join-member'>;
type Joiner = Answer<'join-member'>;

/** Signs a person up by a phone and the code sent to it. */
export const joinMember = operation('join-member', async (call, request) => {
  const phone = parsePhone(request.phone);
  if (phone === null)
    return refuse('bad-phone', 'Write the phone with its area code, such as +7 916 123-45-67.', {
      path: '/phone',
    });
  const version = await call.shell.programmes.current();
  const asked = { memberId: request.memberId, phone, card: request.card };
  const before = await joinedBefore(call, version, asked);
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
    return (await joinedBefore(call, version, asked)).answer ?? confirmed;
  }
  const used = { owner: null, rows: {}, uses: confirmed.value };
  if (before.known) return recognised(call, request, { version, known: before.known, used });
  const card = await cardOf(call, request, version);
  if (!card.ok) return card;

  const state = newMember(call, request, { phone, card: card.value, version });
  const claimed = await claimInvitation(call, request.invitation, { state, version });
  if (!claimed.ok) return claimed;
  return {
    ok: true,
    ...(await joined(call, { state, version, phone, card: card.value, claim: claimed.value, used })),
  };
});

interface Before {
  /** The member who has the phone. */
  readonly known: OwnerState | null;
  /** What to answer without another code; null: this was not asked before. */
  readonly answer: Outcome<Joiner> | null;
}

/** What is there of an earlier request with this id. The id first: whoever is found by it is then found by phone too. */
async function joinedBefore(
  call: Call<ScopedCaller>,
  { programme }: ProgrammeVersion,
  { memberId, phone, card }: { memberId: string; phone: string; card: string | undefined },
): Promise<Before> {
  const same = await readOwner(call.shell.db, memberId);
  const known = await ownerOfPhone(call, phone);
  if (same && same.owner.owner_id !== known?.owner.owner_id) {
    const reused = refuse('member-id-reused', 'This memberId is somebody else. Make a new one.', {
      path: '/memberId',
    });
    return { known, answer: reused };
  }
  const event =
    known === null || same !== null ? null : await eventOf(call.shell.db, [known.owner.owner_id], memberId);
  if (event !== null && event.type !== 'member-recognised') {
    return {
      known,
      answer: refuse('member-id-reused', 'This memberId was used for something else. Make a new one.', {
        path: '/memberId',
      }),
    };
  }
  const again = known !== null && (same !== null || event !== null);
  return { known, answer: again ? await answerAgain(call, programme, { known, card }) : null };
}

/** Without another code nothing more is linked: a card that is not theirs by now was not asked for then. */
async function answerAgain(
  call: Call<ScopedCaller>,
  programme: Programme,
  { known, card: written }: { known: OwnerState; card: string | undefined },
): Promise<Outcome<Joiner>> {
  if (written !== undefined) {
    const number = await physicalCard(call, {
      written,
      programme,
      ownerId: known.owner.owner_id,
      own: known.cards,
      path: '/card',
    });
    if (!number.ok) return number;
    if (!known.cards.some((card) => card.number === number.value))
      return refuse('member-id-reused', 'This memberId came with another card before. Make a new one.', {
        path: '/card',
      });
  }
  return { ok: true, value: memberForKey(call.caller, await memberNow(call, known)) };
}

/**
 * The phone is a member's already, and the code proves that they are here: the card that was handed to them becomes theirs.
 * Kept under the id that was asked for, so that asking again needs no other code.
 */
async function recognised(
  call: Call<ScopedCaller>,
  { memberId, card: written, invitation }: JoinRequest,
  { version, known, used }: { version: ProgrammeVersion; known: OwnerState; used: OwnerWrites },
): Promise<Decision<Joiner>> {
  if (invitation !== undefined)
    return refuse('already-member', 'An invitation is for new members. Ask again without it.', {
      path: '/invitation',
    });
  const { programme } = version;
  const { owner_id } = known.owner;
  const event = { ...eventRow(owner_id, 'member-recognised', call.now, {}), event_id: memberId };
  const card = await cardToLink(call, programme, { known, written });
  if (!card.ok) return card;
  if (card.value === null) {
    return {
      ok: true,
      value: memberForKey(call.caller, await memberNow(call, known)),
      writes: { owners: [{ ...used, rows: { event: [event] } }] },
    };
  }
  const { number, form } = card.value;
  const now = { ...known, cards: [...known.cards, card.value] };
  const issued = eventRow(owner_id, 'card-issued', call.now, { form });
  const rows = { card: [card.value], event: [event, issued] };
  return {
    ok: true,
    value: memberForKey(call.caller, await memberAfter(call, now)),
    writes: {
      owners: [ownerWrites(known.owner, bookOf(known, call), { rows }), used],
      identifiers: { add: [{ kind: 'card', value: number, owner_id }] },
    },
  };
}

/** null: none was given, or it is theirs already. */
async function cardToLink(
  call: Call,
  programme: Programme,
  { known, written }: { known: OwnerState; written: string | undefined },
): Promise<Outcome<CardRow | null>> {
  if (written === undefined) return { ok: true, value: null };
  const own = known.cards;
  const found = await physicalCard(call, {
    written,
    programme,
    ownerId: known.owner.owner_id,
    own,
    path: '/card',
  });
  if (!found.ok) return found;
  const number = found.value;
  if (own.some((card) => card.number === number)) return { ok: true, value: null };
  return { ok: true, value: cardRow(call, { owner_id: known.owner.owner_id, number, form: 'physical' }) };
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
  { memberId, card }: JoinRequest,
  { programme }: ProgrammeVersion,
): Promise<Outcome<Pick<CardRow, 'number' | 'form'>>> {
  if (card === undefined)
    return {
      ok: true,
      value: { number: newCardNumber(programme.cards.prefixes[0] ?? ''), form: 'virtual' },
    };
  const number = await physicalCard(call, {
    written: card,
    programme,
    ownerId: memberId,
    own: [],
    path: '/card',
  });
  return number.ok ? { ok: true, value: { number: number.value, form: 'physical' } } : number;
}

export async function storeOf(
  call: Call,
  { storeId }: { readonly storeId?: string | undefined },
): Promise<Outcome<null>> {
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
  readonly phone: string;
  readonly card: Pick<CardRow, 'number' | 'form'>;
  readonly version: ProgrammeVersion;
}

function newMember(call: Call, request: JoinRequest, { phone, card, version }: NewMember): OwnerState {
  const { memberId } = request;
  const blank = { ...newMemberRow(memberId, { at: call.now, storeId: request.storeId ?? null }), phone };
  return {
    owner: newOwner(memberId, 'member', version.programme.levels[0]?.id ?? null),
    member: { ...blank, ...profileRow(call, request, blank) },
    cards: [cardRow(call, { owner_id: memberId, ...card })],
    offers: [],
    uses: [],
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

async function joined(call: Call<ScopedCaller>, { state, version, phone, card, claim, used }: Joined) {
  const id = state.owner.owner_id;
  const book = claim?.book ?? bookOf(state, call);
  const rewarded = state.member ? await rewardCompletion(call, version, { member: state.member, book }) : [];
  const event = eventRow(id, 'member-joined', call.now, { store: state.member?.joined_store ?? null });
  const owner = ownerWrites(state.owner, book, {
    changes: claim?.changes ?? {},
    rows: {
      member: [state.member ?? {}],
      card: state.cards,
      consent: state.member
        ? consentRows(call, state.member, { said: state.member.consents, by: 'staff' })
        : [],
      event: [event, ...(claim?.events ?? []), ...rewarded],
      receipt: claim?.receipts ?? [],
    },
  });
  const add: Identifier[] = [
    { kind: 'phone', value: phone, owner_id: id },
    { kind: 'card', value: card.number, owner_id: id },
  ];
  // The level and the purchases that a claimed receipt brings.
  const now = { ...state, owner: { ...state.owner, ...claim?.changes } };
  const member = await memberAfter(call, now, book);
  return {
    value: memberForKey(call.caller, member),
    writes: {
      owners: [owner, used, ...(claim ? [claim.anonymous] : [])],
      identifiers: { add, ...(claim && { put: [claim.receiptIdentifier] }) },
      ...(claim && { claim: { ownerId: claim.anonymousId, memberId: id } }),
    },
  };
}
