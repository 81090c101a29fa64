import type { Answer } from '@bonum/contract';
import type { Programme } from '@bonum/engine';
import { balances } from '@bonum/ledger';
import { iso } from '../events.ts';
import { refuse, type Call, type Caller, type Outcome, type Refusal } from '../operation.ts';
import { readOwner, type CardRow, type OwnerState, type OwnerWanted } from '../owner/read-owner.ts';
import { bookOf, levelOf, missingFields, shownBalances } from './standing.ts';

/** A member as the API shows one. */
export function memberAnswer(call: Call, programme: Programme, state: OwnerState): Answer<'get-member'> {
  const { owner, member, cards } = state;
  if (!member) throw new Error(`member ${owner.owner_id} has no row`);
  return {
    memberId: owner.owner_id,
    status: member.status,
    phone: member.phone,
    email: member.email,
    name: member.name,
    surname: member.surname,
    birthDate: member.birth_date,
    gender: member.gender,
    city: member.city,
    language: member.language,
    consents: member.consents.map((consent) => ({ ...consent })),
    joinedAt: iso(Date.parse(member.joined_at)),
    level: levelOf(programme, state),
    spend: owner.spend,
    receipts: owner.receipts,
    accumulateOnly: missingFields(programme, member).length > 0,
    missingFields: missingFields(programme, member),
    balances: shownBalances(programme, balances(bookOf(state, call))),
    // In the order in which they are read, also those that are not written yet.
    cards: cards.toSorted(byIssue).map(({ number, form, state: cardState, issued_at }) => ({
      number,
      form,
      state: cardState,
      issuedAt: iso(Date.parse(issued_at)),
    })),
  };
}

/** What the caller may know of a member: a till sells to people, it does not read about them. */
export function memberForKey(
  { scopes }: Pick<Caller, 'scopes'>,
  member: Answer<'get-member'>,
): Answer<'find-member'> {
  if (scopes.includes('members:read')) return member;
  const {
    memberId,
    status,
    name,
    language,
    level,
    accumulateOnly,
    missingFields: missing,
    balances: has,
  } = member;
  return { memberId, status, name, language, level, accumulateOnly, missingFields: missing, balances: has };
}

const byIssue = (one: CardRow, other: CardRow): number =>
  Date.parse(one.issued_at) - Date.parse(other.issued_at) || (one.number < other.number ? -1 : 1);

export const noSuchMember = (path = '/memberId'): Refusal =>
  refuse('unknown-member', 'No member has this id.', { path });

/** A member by id; one that was merged into another is that other. */
export async function readMember(
  call: Call,
  memberId: string,
  wanted: OwnerWanted = {},
): Promise<Outcome<OwnerState>> {
  const state = await readOwner(call.shell.db, memberId.toLowerCase(), wanted);
  return state?.member ? { ok: true, value: state } : noSuchMember();
}

/** What to answer when the write has gone through: the state as it will be. */
export async function memberNow(call: Call, state: OwnerState): Promise<Answer<'get-member'>> {
  return memberAnswer(call, (await call.shell.programmes.current()).programme, state);
}
