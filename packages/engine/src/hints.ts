import { birthdayIn, civilFromDays } from './calendar.ts';
import type { Hint, LevelResult, SpendingResult } from './calculation.ts';
import { minor } from './number.ts';
import type { Working } from './working.ts';

/** What the cashier can tell the customer, the most useful first. */
export function hintsOf(
  working: Working,
  spending: readonly SpendingResult[],
  level: LevelResult | null,
): Hint[] {
  return [
    ...spending.flatMap((result) => maySpend(working, result)),
    ...nextLevel(level),
    ...aboutMember(working),
  ];
}

function maySpend({ compiled }: Working, { kind, most, points }: SpendingResult): Hint[] {
  const worth = compiled.kinds.get(kind)?.worth ?? 0;
  return most > points ? [{ type: 'may-spend', kind, points: most, amount: minor(most * worth) }] : [];
}

function nextLevel(level: LevelResult | null): Hint[] {
  return level?.next == null ? [] : [{ type: 'next-level', ...level.next }];
}

function aboutMember({ compiled, member, receipt }: Working): Hint[] {
  if (member === null) return compiled.programme.invitation === undefined ? [] : [{ type: 'invite' }];
  const hints: Hint[] = [];
  if (member.accumulateOnly) hints.push({ type: 'complete-questionnaire' });
  if (member.birthday !== null) {
    const { year } = civilFromDays(receipt.day);
    if (birthdayIn(year, member.birthday) === receipt.day) hints.push({ type: 'birthday' });
  }
  return hints;
}
