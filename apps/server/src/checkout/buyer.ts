import type { MemberFacts } from '@bonum/engine';
import { bookOf, memberFacts } from '../members/standing.ts';
import { countedPeriods } from '../limits/uses.ts';
import { refuse, type Call, type Outcome, type Refusal } from '../operation.ts';
import { readOwner, type OwnerState, type OwnerWanted } from '../owner/read-owner.ts';
import type { Buyer } from './answer.ts';
import type { Lookup, MemberReference } from './read-checkout.ts';

/** The member at the till, with the account open for writing; null when nobody showed a card. */
export async function readBuyer(
  call: Call,
  lookup: Lookup,
  reference: MemberReference | undefined,
  wanted: OwnerWanted = {},
): Promise<Outcome<Buyer | null>> {
  const { memberId, member } = lookup;
  if (memberId === null) return { ok: true, value: null };
  const into = member?.owner.merged_into;
  const uses = wanted.uses ?? countedPeriods(lookup);
  const state = into ? await readOwner(call.shell.db, into, { ...wanted, uses }) : member;
  if (state === null) return noSuchId;
  const barred = barOf(state, reference);
  if (barred) return barred;
  return { ok: true, value: { state, book: bookOf(state, { now: call.now, recordedAt: call.recordedAt }) } };
}

export const noSuchId = refuse('unknown-member', 'There is no member with this id.', {
  path: '/member/memberId',
});

/** What keeps an owner from buying as a member, with the card that was shown. */
export function barOf(state: OwnerState, reference: MemberReference | undefined): Refusal | null {
  if (state.owner.type !== 'member') return noSuchId;
  if (state.member?.status === 'suspended') {
    return refuse(
      'member-suspended',
      'This member neither earns nor spends at present. Go on without the card.',
      { path: '/member' },
    );
  }
  const shown = reference?.card?.replaceAll(/[ -]/g, '');
  if (shown !== undefined && state.cards.some((card) => card.number === shown && card.state === 'blocked')) {
    return refuse('card-blocked', 'This card is blocked. Ask for another card or the phone.', {
      path: '/member/card',
    });
  }
  return state.member?.status === 'erased' ? noSuchId : null;
}

/** What the rules may ask about the member, for a receipt of this lookup: offers are looked at as of its own time. */
export const factsOf = ({ programme, at }: Lookup, buyer: Buyer | null): MemberFacts | null =>
  buyer && memberFacts(programme.programme, buyer.state, { book: buyer.book, at });
