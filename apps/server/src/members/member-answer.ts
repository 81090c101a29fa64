import type { Answer } from '@bonum/contract';
import type { Answers, Programme } from '@bonum/engine';
import { balances, type Book, iso } from '@bonum/ledger';
import { actionsFor } from '../actions/actions-for.ts';
import { refuse, type Call, type ScopedCaller, type Outcome, type Refusal } from '../operation.ts';
import { readOwner, type CardRow, type OwnerState, type OwnerWanted } from '../owner/read-owner.ts';
import { bookOf, isAccumulateOnly, levelOf, missingFields, shownBalances } from './standing.ts';

export type Profile = Omit<Answer<'get-member'>, 'version' | 'actions'>;

/** What is known of a member, as the API shows it to them too. */
export function profileAnswer(call: Call, programme: Programme, state: OwnerState): Profile {
  const { owner, member, cards } = state;
  if (!member || member.status === 'erased') throw new Error(`member ${owner.owner_id} is not there`);
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
    answers: answersForStaff(programme, member.answers),
    joinedAt: iso(Date.parse(member.joined_at)),
    level: levelOf(programme, state),
    spend: owner.spend,
    receipts: owner.receipts,
    accumulateOnly: isAccumulateOnly(programme, member),
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
  { scopes }: Pick<ScopedCaller, 'scopes'>,
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

/** An answer that only rules go by is shown to nobody. */
const answersForStaff = ({ questionnaire }: Programme, answers: Answers): Answer<'get-member'>['answers'] =>
  Object.fromEntries(
    (questionnaire?.questions ?? [])
      .filter(({ id, seenBy }) => seenBy !== 'rules' && answers[id] !== undefined)
      .map(({ id }) => [id, structuredClone(answers[id]) as Answer<'get-member'>['answers'][string]]),
  );

export const byIssue = (one: CardRow, other: CardRow): number =>
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
  return isThere(state) ? { ok: true, value: state } : noSuchMember();
}

/** A person who was erased is nobody. */
const isThere = (state: OwnerState | null): state is OwnerState =>
  state?.member != null && state.member.status !== 'erased';

/** What to answer when the write has gone through: the state as it will be. */
export async function memberNow(call: Call, state: OwnerState): Promise<Answer<'get-member'>> {
  const { programme } = await call.shell.programmes.current();
  return {
    ...profileAnswer(call, programme, state),
    version: state.owner.version,
    actions: await actionsFor(call, state),
  };
}

/** The same of a change that is written next, by which the owner moves on; points are as the book has them. */
export async function memberAfter(
  call: Call,
  state: OwnerState,
  book: Book | null = null,
): Promise<Answer<'get-member'>> {
  const { programme } = await call.shell.programmes.current();
  const moved = { ...state, owner: { ...state.owner, version: state.owner.version + 1 } };
  const answer = await memberNow(call, moved);
  return book === null ? answer : { ...answer, balances: shownBalances(programme, balances(book)) };
}
