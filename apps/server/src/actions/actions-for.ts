import type { Answer } from '@bonum/contract';
import type { Call, ScopedCaller } from '../operation.ts';
import type { OwnerState } from '../owner/read-owner.ts';
import { allowedActions, type MemberFacts } from './allowed-actions.ts';
import { dayOf, usesOn } from './staff-use.ts';
import { readStaffRules, usualRules } from './staff-rules.ts';

/** What whoever asks may do with a member. */
export async function actionsFor(call: Call, state: OwnerState): Promise<Answer<'get-member'>['actions']> {
  const caller = call.caller as Partial<ScopedCaller>;
  if (caller.scopes === undefined) return [];
  const { scopes } = caller;
  const facts = factsOf(state);
  if (!('operatorId' in caller) || caller.operatorId === undefined || caller.roles === undefined)
    return allowedActions({ scopes, staff: null }, usualRules, facts);
  const { db } = call.shell;
  const [rules, used] = await Promise.all([
    readStaffRules(db),
    dayOf(call).then((day) => usesOn(db, { operatorId: caller.operatorId ?? '', day })),
  ]);
  return allowedActions({ scopes, staff: { roles: caller.roles, used } }, rules, facts);
}

const factsOf = ({ member, cards, account }: OwnerState): MemberFacts => ({
  suspended: member?.status === 'suspended',
  activeCards: cards.filter(({ state }) => state === 'active').length,
  blockedCards: cards.filter(({ state }) => state === 'blocked').length,
  points: account.wallets.reduce((sum, { available }) => sum + available, 0),
});
