import { actionUnits, type ActionId, type Answer, type Input } from '@bonum/contract';
import type { UsedConfirmation, Writes } from '../write.ts';
import {
  operation,
  refuse,
  type Call,
  type Decision,
  type Operation,
  type Outcome,
  type ScopedCaller,
  type StaffCaller,
} from '../operation.ts';
import { checkConfirmation } from '../confirmations/check-confirmation.ts';
import { readMember } from '../members/member-answer.ts';
import { waysTo } from '../members/proof.ts';
import { askSecondPerson } from './ask-second-person.ts';
import { changedSince } from './changed-since.ts';
import { dayOf, usedOn } from './staff-use.ts';
import { readStaffRules, type ActionRule } from './staff-rules.ts';
import { limitOf, weigh, type Limit } from './weigh.ts';

/** What staff send along, whatever they do. */
interface Sent {
  readonly memberId: string;
  readonly reason?: string;
  readonly ifVersion?: number;
  readonly confirmation?: { readonly confirmationId: string; readonly code: string };
}

type Decide<Id extends ActionId> = (
  call: Call<ScopedCaller>,
  input: Input<Id>,
) => Promise<Decision<Answer<Id>>>;

export interface StaffAction<Id extends ActionId> extends Operation<Id> {
  /** What it does, whoever may do it alone: for a second person, who has said that it may be done. */
  readonly decide: Decide<Id>;
  /** How much it is of what is limited. */
  readonly amountOf: (input: Input<Id>) => number;
}

const once = (): number => 1;

/**
 * An operation that staff do on a member by hand: with a reason, on what they have seen, with the member's word where the chain
 * wants it, and alone only within their limit of the day; above it a second person is asked. Keys do it as their scopes let them.
 */
export function staffAction<Id extends ActionId>(
  id: Id,
  decide: Decide<Id>,
  amountOf: (input: Input<Id>) => number = once,
): StaffAction<Id> {
  // The compiler can't tell one row of the table from another by a type parameter.
  const run = operation(id, ((call: Call<ScopedCaller>, input: Input<Id>) =>
    byHand(call, input, { id, decide, amountOf })) as never);
  return { ...run, decide, amountOf };
}

async function byHand<Id extends ActionId>(
  call: Call<ScopedCaller>,
  input: Input<Id>,
  { id, decide, amountOf }: Pick<StaffAction<Id>, 'id' | 'decide' | 'amountOf'>,
): Promise<Decision<Answer<Id>>> {
  const decision = await decide(call, input);
  // Refused, or done before: nothing is to be weighed.
  if (!decision.ok || decision.writes === undefined) return decision;
  const sent = input as unknown as Sent;
  const { caller } = call;
  if ('operatorId' in caller && sent.reason === undefined)
    return refuse('reason-needed', 'Say why: it is kept with what was done.', { path: '/reason' });
  const changed =
    sent.ifVersion === undefined
      ? null
      : await changedSince(call, id, { ...sent, ifVersion: sent.ifVersion });
  if (changed) return changed;
  if (!('operatorId' in caller)) return decision;
  const staff = { ...call, caller };
  const rules = await readStaffRules(call.shell.db);
  const rule = rules.actions[id];
  const agreed = await agreedTo(staff, id, sent, rule);
  if (!agreed.ok) return agreed;
  const amount = amountOf(input);
  const day = await dayOf(call);
  const used = await usedOn(call.shell.db, { operatorId: caller.operatorId, day, action: id });
  const verdict = weigh({ rule, roles: caller.roles, amount, used, unconfirmed: agreed.value === 'no-way' });
  const uses = typeof agreed.value === 'object' ? agreed.value : null;
  if (!verdict.alone)
    return askSecondPerson(staff, {
      action: id,
      unit: actionUnits[id],
      input: sent,
      amount,
      because: verdict.because,
      uses,
      rules,
    });
  const { writes } = decision;
  return {
    ...decision,
    writes: {
      ...writes,
      owners: [
        ...withLimit(writes.owners, limitOf(rule, caller.roles)),
        ...(uses ? [{ owner: null, rows: {}, uses }] : []),
      ],
      staffUse: { operatorId: caller.operatorId, day, action: id, amount, most: verdict.day },
    },
  };
}

/** What was granted alone says how much might have been: the rules against abuse look for who stays just below. */
const withLimit = (owners: Writes['owners'], { each }: Limit): Writes['owners'] =>
  each === null
    ? owners
    : owners.map((one) =>
        one.rows.event === undefined
          ? one
          : { ...one, rows: { ...one.rows, event: one.rows.event.map((event) => limited(event, each)) } },
      );

const limited = (event: object, limit: number): object => {
  const { type, payload } = Object(event);
  return type === 'points-granted' ? { ...event, payload: { ...payload, limit } } : event;
};

/** The member's word as it was given; null: none is wanted. 'no-way': it is, and nothing is known by which to ask for it. */
async function agreedTo(
  call: Call<StaffCaller>,
  action: ActionId,
  { memberId, confirmation }: Sent,
  rule: ActionRule | undefined,
): Promise<Outcome<UsedConfirmation | 'no-way' | null>> {
  if (rule?.confirm !== true) return { ok: true, value: null };
  const found = await readMember(call, memberId);
  if (!found.ok || found.value.member === null) return { ok: true, value: 'no-way' };
  const { member } = found.value;
  if (confirmation !== undefined)
    return checkConfirmation(call, {
      ownerId: member.owner_id,
      purpose: 'agree',
      about: action,
      ...confirmation,
      path: '/confirmation/code',
    });
  const by = waysTo(member);
  if (by.length === 0) return { ok: true, value: 'no-way' };
  return refuse('confirmation-needed', 'Send the member a code with send-action-code, and the code along.', {
    path: '/confirmation',
    extra: { by },
  });
}
