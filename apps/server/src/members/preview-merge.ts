import type { Answer } from '@bonum/contract';
import { balances, iso } from '@bonum/ledger';
import { operation, refuse, type Call } from '../operation.ts';
import { readExactOwner, type MemberRow, type OwnerState } from '../owner/read-owner.ts';
import { absorb } from './absorb.ts';
import { fillGaps } from './fill-gaps.ts';
import { noSuchMember } from './member-answer.ts';
import { isStopped } from './merge-members.ts';
import { bookOf, levelOf, shownBalances } from './standing.ts';
import type { Programme } from '@bonum/engine';

type Preview = Answer<'preview-merge'>;
type Side = Preview['stays'];

/** What two profiles would be as one: thought through by the merge itself, and nothing written. */
export const previewMerge = operation('preview-merge', async (call, { memberId, fromMemberId }) => {
  if (memberId === fromMemberId)
    return refuse('same-member', 'Name two different members.', { path: '/fromMemberId' });
  const into = await readExactOwner(call.shell.db, memberId, { uses: 'all' });
  const from = await readExactOwner(call.shell.db, fromMemberId, { uses: 'all' });
  if (!isThere(into)) return noSuchMember();
  if (!isThere(from)) return noSuchMember('/fromMemberId');
  const { programme } = await call.shell.programmes.current();
  const book = bookOf(into, call);
  const [stays, goes] = [into, from].map((state) => sideOf(call, programme, state)) as [Side, Side];
  const merged = await absorb(call, { programme, mergeId: memberId, from, into, book });
  if (!merged.ok || isStopped(into) || isStopped(from)) {
    const obstacle = merged.ok ? 'member-suspended' : 'open-hold';
    return {
      ok: true,
      value: { stays, goes, after: stays, notTaken: notTaken(into.member, from.member), obstacle },
    };
  }
  const filled = fillGaps(into.member, from.member)?.member ?? into.member;
  return {
    ok: true,
    value: {
      stays,
      goes,
      after: {
        ...sideOf(call, programme, { ...merged.value.into, member: filled }),
        points: pointsIn(programme, balances(book)),
      },
      notTaken: notTaken(into.member, from.member),
      obstacle: null,
    },
  };
});

type Member = OwnerState & { readonly member: MemberRow };

const isThere = (state: OwnerState | null): state is Member =>
  state?.member != null && state.member.status !== 'erased' && state.owner.merged_into === null;

function sideOf(call: Call, programme: Programme, state: OwnerState): Side {
  const { owner, member, cards, offers } = state;
  return {
    memberId: owner.owner_id,
    name: member?.name ?? null,
    surname: member?.surname ?? null,
    phone: member?.phone ?? null,
    email: member?.email ?? null,
    level: levelOf(programme, state),
    spend: owner.spend,
    receipts: owner.receipts,
    joinedAt: iso(Date.parse(member?.joined_at ?? iso(call.now))),
    points: pointsIn(programme, balances(bookOf(state, call))),
    cards: cards.map(({ number, state: cardState }) => ({ number, state: cardState })),
    consents: (member?.consents ?? []).map(({ kind, version, given }) => ({ kind, version, given })),
    offers: offers.length,
  };
}

const pointsIn = (programme: Programme, all: Parameters<typeof shownBalances>[1]): Side['points'] =>
  Object.fromEntries(
    shownBalances(programme, all).map(({ kind, available, pending, held, debt }) => [
      kind,
      available + pending + held - debt,
    ]),
  );

const fields = ['phone', 'email', 'name', 'surname', 'birth_date', 'gender', 'city', 'language'] as const;
const names = { birth_date: 'birthDate' } as const;

/** What stands in both and is not the same. The phone of the one who goes leads to the one who stays all the same. */
const notTaken = (stays: MemberRow, goes: MemberRow): Preview['notTaken'] =>
  fields
    .filter((field) => stays[field] !== null && goes[field] !== null && goes[field] !== stays[field])
    .map((field) => ({
      field: field === 'birth_date' ? names[field] : field,
      stays: stays[field],
      goes: goes[field],
    }));
