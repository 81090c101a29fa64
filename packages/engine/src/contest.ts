import { applyDiscount } from './effects/discounts.ts';
import { givesPoints, worthOfPoints } from './earning.ts';
import { onlyForMembers } from './limits.ts';
import type { Miss } from './missed.ts';
import { rehearse, roomOf, type Attempt, type Scene, type Working } from './working.ts';

/** What an attempt comes to on what is left now, and why it came to no more. Nothing of it stays. */
interface Trial {
  readonly attempt: Attempt;
  /** In minor units: what is taken off, and what the points are worth. */
  readonly benefit: number;
  readonly missed: Miss | null;
}

/** Of the promotions of one group only the one that is worth most to the member is left to be tried; of equals the first. */
export function contest(working: Working, attempts: readonly Attempt[]): Attempt | null {
  let best: Trial | null = null;
  const trials: Trial[] = [];
  for (const attempt of attempts) {
    const trial = trialOf({ working, attempt });
    trials.push(trial);
    if (trial.benefit > (best?.benefit ?? 0)) best = trial;
  }
  for (const { attempt, benefit, missed } of trials) {
    if (attempt === best?.attempt) continue;
    const by = best?.attempt.compiled.promotion.id;
    const beaten = by !== undefined && benefit > 0;
    attempt.outcome = 'barred';
    attempt.missed = beaten ? { type: 'beaten', by } : missed;
  }
  return best?.attempt ?? null;
}

function trialOf({ working, attempt }: Scene): Trial {
  return rehearse(attempt.lines, () => {
    const scene = { working, attempt: { ...attempt } };
    applyDiscount(scene);
    return { attempt, benefit: benefitOf(scene), missed: missedOn(scene) };
  });
}

/** What an attempt has given, or is about to give in points. */
export const benefitOf = ({ working, attempt }: Scene): number =>
  attempt.discount + worthOfPoints(working, attempt);

/** Why an attempt that was tried gave nothing, or no more, where that was near. */
export function missedOn({ working, attempt }: Scene): Miss | null {
  if (attempt.missed !== null || attempt.discount > 0) return attempt.missed;
  if (!givesPoints(attempt.compiled.promotion.effect)) {
    return attempt.lines.every((line) => roomOf(line) === 0) ? { type: 'at-floor' } : null;
  }
  return working.member === null ? onlyForMembers : null;
}
