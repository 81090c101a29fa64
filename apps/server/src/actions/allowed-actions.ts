import {
  actionIds,
  actionUnits,
  operations,
  type ActionId,
  type Answer,
  type OperationContract,
  type Role,
  type Scope,
} from '@bonum/contract';
import type { StaffRules } from './staff-rules.ts';
import { limitOf } from './weigh.ts';

type AllowedAction = Answer<'get-member'>['actions'][number];

/** Who asks, with what they have done today of what is limited. */
export interface Actor {
  readonly scopes: readonly Scope[];
  /** null: a key, which no limit holds. */
  readonly staff: { readonly roles: readonly Role[]; readonly used: ReadonlyMap<string, number> } | null;
}

/** What of a member decides on what may be done with them. */
export interface MemberFacts {
  readonly suspended: boolean;
  readonly activeCards: number;
  readonly blockedCards: number;
  readonly points: number;
}

/** Whether it would be refused for what the member is, whoever asked. */
const makesSense: { readonly [Id in ActionId]?: (member: MemberFacts) => boolean } = {
  'withdraw-points': ({ points }) => points > 0,
  'block-card': ({ activeCards }) => activeCards > 0,
  'unblock-card': ({ blockedCards }) => blockedCards > 0,
  'replace-card': ({ activeCards, blockedCards }) => activeCards + blockedCards > 0,
  'suspend-member': ({ suspended }) => !suspended,
  'resume-member': ({ suspended }) => suspended,
  'merge-members': ({ suspended }) => !suspended,
  'add-receipt': ({ suspended }) => !suspended,
};

/** What may be done with a member, and up to where alone: the desk shows this, and asks nothing else. */
export function allowedActions(actor: Actor, rules: StaffRules, member: MemberFacts): AllowedAction[] {
  return actionIds
    .filter((id) => may(actor, id) && makesSense[id]?.(member) !== false)
    .map((id) => {
      const rule = actor.staff === null ? undefined : rules.actions[id];
      const { each, day } = limitOf(rule, actor.staff?.roles ?? []);
      const used = actor.staff?.used.get(id) ?? 0;
      return {
        id,
        unit: actionUnits[id],
        each,
        left: day === null ? null : Math.max(0, day - used),
        approval: rule?.approval ?? 'above-limit',
        confirm: rule?.confirm ?? false,
      };
    });
}

function may({ scopes, staff }: Actor, id: ActionId): boolean {
  const { access, keyScope }: OperationContract = operations[id];
  const has: readonly string[] = scopes;
  return has.includes(access) || (staff === null && keyScope !== undefined && has.includes(keyScope));
}
