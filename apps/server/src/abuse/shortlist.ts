import { normalQuantile, normalTail, quantile, SMALLEST } from './chance.ts';
import type { Suspicion, Tested } from './suspicion.ts';

/** Below so many tested, there is nothing to compare them with. */
const ENOUGH_TO_COMPARE = 100;

/** How many of those who do nothing wrong are this unusual or more, if the rule's picture of chance is right. */
const TAIL = 0.05;

/**
 * A rule's picture of chance is simpler than people, who have habits. Where more than a twentieth of a chain is what chance
 * lets a twentieth be, the picture is widened until it fits; the few who cheat do not move it.
 */
function widened(tested: readonly Tested[]): readonly Tested[] {
  if (tested.length < ENOUGH_TO_COMPARE) return tested;
  const edge = quantile(
    tested.map(({ chance }) => chance),
    TAIL,
  );
  if (edge >= TAIL) return tested;
  const scale = normalQuantile(edge) / normalQuantile(TAIL);
  return tested.map((one) => ({
    ...one,
    chance: one.chance >= 0.5 ? one.chance : normalTail(normalQuantile(one.chance) / scale),
  }));
}

/**
 * Those worth looking at: of all that a rule tested, the most unusual, as many as keep the share of false ones among them
 * below `falseShare` (Benjamini and Hochberg). The list stays short however many are tested.
 */
export function shortlist(tested: readonly Tested[], falseShare: number): Suspicion[] {
  const sorted = widened(tested).toSorted((one, other) => one.chance - other.chance);
  const count = sorted.findLastIndex(
    ({ chance }, index) => chance <= (falseShare * (index + 1)) / sorted.length,
  );
  return sorted.slice(0, count + 1).map(({ evidence, ...one }) => ({
    ...one,
    ...evidence(),
    byChance: Math.max(one.chance * sorted.length, SMALLEST),
  }));
}

/** What the list is sorted by: how many zeros there are between a suspicion and chance. */
export const weightOf = ({ byChance }: Pick<Suspicion, 'byChance'>): number =>
  Math.max(0, Math.round(-10 * Math.log10(byChance)));
