import type { MemberFacts } from '@bonum/engine';
import type { AccountWanted } from '@bonum/ledger';
import { bookOf, memberFacts } from '../members/standing.ts';
import { refuse, type Call, type Outcome } from '../operation.ts';
import { readOwner } from '../owner/read-owner.ts';
import type { Buyer } from './answer.ts';
import type { Lookup, MemberReference } from './read-checkout.ts';

/** The member at the till, with the account open for writing; null when nobody showed a card. */
export async function readBuyer(
  call: Call,
  { memberId }: Pick<Lookup, 'memberId'>,
  reference: MemberReference | undefined,
  wanted: AccountWanted = {},
): Promise<Outcome<Buyer | null>> {
  if (memberId === null) return { ok: true, value: null };
  const state = await readOwner(call.shell.db, memberId, wanted);
  if (state === null || state.owner.type !== 'member') {
    return refuse('unknown-member', 'There is no member with this id.', { path: '/member/memberId' });
  }
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
  return { ok: true, value: { state, book: bookOf(state, { now: call.now, recordedAt: call.recordedAt }) } };
}

/** What the rules may ask about the member, for a receipt of this lookup: offers are looked at as of its own time. */
export const factsOf = ({ programme, at }: Lookup, buyer: Buyer | null): MemberFacts | null =>
  buyer && memberFacts(programme.programme, buyer.state, { book: buyer.book, at });
