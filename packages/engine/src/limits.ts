import { civilFromDays, dayMs, daysFromCivil, minuteMs } from './calendar.ts';
import type { LimitUse } from './calculation.ts';
import type { CompiledProgramme, CompiledPromotion } from './compile.ts';
import { floorDiv } from './exact.ts';
import type { Miss } from './missed.ts';
import type { Instant } from './number.ts';
import { periods, type Limits, type Period } from './programme.ts';
import { didSomething, type Attempt, type Working } from './working.ts';

/** The periods that a local time lies in, one of each length: what uses are counted under. */
export const periodsAt = (at: Instant, offsetMinutes: number): string[] => {
  const day = floorDiv(at + offsetMinutes * minuteMs, dayMs);
  return periods.map((per) => periodOf(per, day));
};

/** @param day counted from 1970-01-01, in local time */
export function periodOf(per: Period, day: number): string {
  if (per === 'ever') return 'ever';
  if (per === 'week') return weekOf(day);
  const { year, month, day: date } = civilFromDays(day);
  const steps = [digits(year, 4), digits(month, 2), digits(date, 2)];
  return steps.slice(0, per === 'year' ? 1 : per === 'month' ? 2 : 3).join('-');
}

/** As ISO 8601 counts them: a week belongs to the year of its Thursday. */
function weekOf(day: number): string {
  // 1970-01-01 was a Thursday.
  const thursday = floorDiv(day + 3, 7) * 7;
  const { year } = civilFromDays(thursday);
  const week = floorDiv(thursday - daysFromCivil({ year, month: 1, day: 1 }), 7) + 1;
  return `${digits(year, 4)}-W${digits(week, 2)}`;
}

const digits = (value: number, count: number): string => String(value).padStart(count, '0');

/** What keeps a promotion from firing whose conditions are met; null: nothing. */
export function limitReached(
  { member, exhausted, receipt }: Working,
  { promotion: { id, limits } }: CompiledPromotion,
): Miss | null {
  if (limits === undefined) return null;
  if (limits.member !== undefined) {
    // Whoever is not known cannot be counted.
    if (member === null) return onlyForMembers;
    const { times, per } = limits.member;
    const used = member.uses.filter((use) => use.promotion === id);
    // Most members have used nothing: then nobody asks what the period is called.
    const period = used.length === 0 ? null : periodOf(per, receipt.day);
    const uses = used.find((use) => use.period === period);
    if ((uses?.times ?? 0) >= times) return { type: 'limit-reached', times, per };
  }
  if ((limits.total ?? limits.discount ?? limits.points) === undefined) return null;
  if (exhausted === null) return { type: 'offline' };
  return exhausted.includes(id) ? { type: 'budget-used-up' } : null;
}

export const onlyForMembers: Miss = {
  type: 'condition',
  anyOf: [{ condition: { fact: 'member.known', op: 'is', value: true }, missing: null }],
};

/** What the promotions that fired take of their limits. */
export function limitUses(working: Working): LimitUse[] {
  const uses: LimitUse[] = [];
  for (const attempt of working.attempts) {
    const { limits } = attempt.compiled.promotion;
    if (limits !== undefined && didSomething(attempt)) noteUses(working, attempt, uses);
  }
  return uses;
}

/** Of what is limited for everybody only what was asked for is taken: a till without network can set nothing aside. */
function noteUses({ compiled, receipt, exhausted }: Working, attempt: Attempt, uses: LimitUse[]): void {
  const { id, limits = {} } = attempt.compiled.promotion;
  const amounts = { member: 1, total: 1, discount: attempt.discount, points: attempt.points };
  const days = { member: receipt.day, chain: chainsDay(compiled, receipt.at) };
  for (const { promotion, limit, period, most } of limitsIn(id, limits, days)) {
    const amount = amounts[limit];
    if (amount > 0 && (limit === 'member' || exhausted !== null))
      uses.push({ promotion, limit, period, most, amount });
  }
}

/** A limit in one of its periods. */
export type PeriodLimit = Omit<LimitUse, 'amount'>;

/** What everybody together may have of promotions, each in the period that this moment lies in. */
export const budgetsAt = (compiled: CompiledProgramme, at: Instant): PeriodLimit[] =>
  compiled.promotions.flatMap(({ promotion: { id, limits } }) => {
    const { member: _member, ...shared } = limits ?? {};
    const day = chainsDay(compiled, at);
    return limitsIn(id, shared, { member: day, chain: day });
  });

const chainsDay = ({ calendar }: CompiledProgramme, at: Instant): number =>
  floorDiv(at + calendar.offsetMinutesAt(at) * minuteMs, dayMs);

function limitsIn(
  promotion: string,
  { member, total, discount, points }: Limits,
  days: { readonly member: number; readonly chain: number },
): PeriodLimit[] {
  const found: PeriodLimit[] = [];
  const note = (limit: keyof Limits, per: Period, most: number): void => {
    const period = periodOf(per, limit === 'member' ? days.member : days.chain);
    found.push({ promotion, limit, period, most });
  };
  if (member) note('member', member.per, member.times);
  if (total) note('total', total.per, total.times);
  if (discount) note('discount', discount.per, discount.amount);
  if (points) note('points', points.per, points.points);
  return found;
}
