import { anyOf, binomialTail } from '../chance.ts';
import { grouped, type GrantFact } from '../facts.ts';
import type { Parameters } from '../parameters.ts';
import type { Tested } from '../suspicion.ts';
import { newest, sum } from './evidence.ts';
import { repeatsOf, repeatsTail } from './repeats.ts';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/**
 * Points that one operator grants by hand: to few members, just below what they may grant alone, at hours at which nobody else
 * does. Each of the three is held to what the other operators do; together they tell.
 */
export function grants(all: readonly GrantFact[], { fewest, nearLimitPercent }: Parameters): Tested[] {
  const byOperator = grouped(all, ({ operatorId }) => operatorId);
  if (byOperator.size < 2) return [];
  const nearLimit = ({ points, limit }: GrantFact): boolean =>
    limit !== null && points * 100 >= limit * nearLimitPercent;
  return [...byOperator].flatMap(([operatorId, own]) => {
    if (own.length < fewest.grants) return [];
    const others = [...byOperator.values()].filter((one) => one !== own);
    const distinct = new Set(own.map(({ memberId }) => memberId)).size;
    const counts = perMember(own);
    const usual = repeatsOf(others.flatMap(perMember).map((count) => [count]));
    const near = own.filter(nearLimit).length;
    const usualNear = shareOf(others.map((one) => [one.filter(nearLimit).length, one.length]));
    const isUsual = usualHours(others.flat());
    const outside = own.filter((one) => !isUsual(one)).length;
    const usualOutside = shareOf(
      others.map((one) => [one.filter((grant) => !isUsual(grant)).length, one.length]),
    );
    const chance = anyOf([
      repeatsTail(usual, distinct, own.length - distinct),
      Math.min(1, distinct * repeatsTail(usual, 1, Math.max(...counts) - 1)),
      binomialTail(near, own.length, usualNear),
      binomialTail(outside, own.length, usualOutside),
    ]);
    return [
      {
        rule: 'grants',
        subject: { kind: 'operator', operatorId },
        chance,
        evidence: () => ({
          figures: {
            grants: own.length,
            distinctMembers: distinct,
            again: own.length - distinct,
            mostToOne: Math.max(...counts),
            usualAgain: distinct * sum(usual.map((one, k) => one * k)),
            nearLimit: near,
            usualNearLimit: own.length * usualNear,
            outsideHours: outside,
            usualOutsideHours: own.length * usualOutside,
            points: sum(own.map(({ points }) => points)),
          },
          members: mostGranted(own),
          traces: newest(
            own.map(({ grantId, at, memberId, points }) => ({
              kind: 'grant',
              id: grantId,
              at,
              memberId,
              points,
            })),
          ),
        }),
      },
    ];
  });
}

/** How many grants each member had of an operator. */
const perMember = (own: readonly GrantFact[]): number[] =>
  [...grouped(own, ({ memberId }) => memberId).values()].map((one) => one.length);

/**
 * What the others do, as a share; whoever does it always counts as one among the others. Never none: what nobody did yet,
 * somebody may do for a good reason.
 */
function shareOf(others: readonly (readonly [some: number, all: number])[]): number {
  const all = sum(others.map(([, of]) => of));
  return Math.max((sum(others.map(([some]) => some)) + 1) / (all + 2), LEAST_SHARE);
}
const LEAST_SHARE = 0.03;

/** Hours of the day, by UTC as everybody's is the same, that hold at least a hundredth of what the others granted. */
function usualHours(others: readonly GrantFact[]): (grant: GrantFact) => boolean {
  const hourOf = ({ at }: GrantFact): number => Math.floor(at / HOUR_MS) % DAY_HOURS;
  const counts = Array.from<number>({ length: DAY_HOURS }).fill(0);
  for (const grant of others) counts[hourOf(grant)] = (counts[hourOf(grant)] ?? 0) + 1;
  const most = others.length / 100;
  return (grant) => (counts[hourOf(grant)] ?? 0) >= Math.max(most, 1);
}

const MOST_MEMBERS = 5;

const mostGranted = (own: readonly GrantFact[]): readonly string[] =>
  [...grouped(own, ({ memberId }) => memberId)]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .slice(0, MOST_MEMBERS)
    .map(([memberId]) => memberId);
