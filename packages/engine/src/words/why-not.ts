import type { NothingEarned } from '../calculation.ts';
import type { Miss, Missed } from '../missed.ts';
import { nameIn } from '../names.ts';
import { unmetText } from './conditions.ts';
import type { Evidence, ExplanationInParts, Telling } from './explain.ts';
import { money } from './figures.ts';
import { whys } from './why.ts';

/** What did not apply to lines, by line: there another promotion has closed them. */
export function closedLines(
  { missed = [] }: Evidence,
  telling: Telling,
): ReadonlyMap<string, readonly string[]> {
  const { names, language, audience } = telling;
  const told = new Map<string, string[]>();
  for (const { promotion: id, because } of missed) {
    if (because.type !== 'taken' || because.lines === undefined) continue;
    const sentence = whys[language].lineMissed[audience]({
      id,
      name: nameIn(names.sources, id, language),
      why: missText(because, telling),
      because: because.type,
    });
    for (const line of because.lines) told.set(line, [...(told.get(line) ?? []), sentence]);
  }
  return told;
}

/** Where a promotion did something, or lacked something else, the lines that were closed to it are told with themselves alone. */
export function missedOfWhole({ fired, missed = [] }: Evidence): Missed[] {
  const ofLines = ({ because }: Missed): boolean => because.type === 'taken' && because.lines !== undefined;
  const told = new Set(
    [...fired, ...missed.filter((miss) => !ofLines(miss))].map(({ promotion }) => promotion),
  );
  return missed.filter((miss) => !ofLines(miss) || !told.has(miss.promotion));
}

/** One sentence where a member earned nothing. Older evidence says only what was paid. */
export function nothingEarnedWhy(
  evidence: Evidence,
  { names, language, audience }: Telling,
): ExplanationInParts['nothingEarned'] {
  const because = evidence.nothingEarned === undefined ? nothingPaid(evidence) : evidence.nothingEarned;
  if (because === null) return null;
  const level = evidence.level && nameIn(names.levels, evidence.level.before, language);
  const why = whys[language];
  return {
    note: why.nothingEarnedNote({ because, level }),
    sentence: why.nothingEarned[audience]({ because, level }),
  };
}

function nothingPaid({ level, earning, totals }: Evidence): NothingEarned | null {
  if (level === null || earning.length > 0 || totals.paid > 0) return null;
  return totals.spent > 0 ? 'paid-with-points' : 'nothing-paid';
}

export function missedWhy(
  { fired }: Evidence,
  { promotion: id, code, because }: Missed,
  telling: Telling,
): string {
  const { names, language, audience } = telling;
  return whys[language].missed[audience]({
    id,
    name: nameIn(names.sources, id, language),
    code,
    again: fired.some(({ promotion }) => promotion === id),
    why: missText(because, telling),
    because: because.type,
  });
}

type MissOf = { readonly [M in Miss as M['type']]: M };

const missText = <Type extends keyof MissOf>(
  because: MissOf[Type] & { readonly type: Type },
  telling: Telling,
): string => missTexts[because.type](because, telling);

const missTexts: { readonly [Type in keyof MissOf]: (because: MissOf[Type], telling: Telling) => string } = {
  condition: ({ anyOf }, telling) =>
    words(telling).condition[telling.audience]({
      anyOf: anyOf.map((unmet) => unmetText(unmet, telling)).join(whys[telling.language].or),
    }),
  'add-units': (facts, telling) => words(telling)['add-units'][telling.audience](facts),
  'spend-more': ({ missing }, telling) =>
    words(telling)['spend-more'][telling.audience]({
      missing: money(missing, telling.names.currency, telling.language),
    }),
  'gift-not-in-basket': (facts, telling) => words(telling)['gift-not-in-basket'][telling.audience](facts),
  'limit-reached': (facts, telling) => words(telling)['limit-reached'][telling.audience](facts),
  'budget-used-up': (facts, telling) => words(telling)['budget-used-up'][telling.audience](facts),
  beaten: ({ by }, telling) => words(telling).beaten[telling.audience]({ by: sourceName(by, telling) }),
  taken: ({ by }, telling) => words(telling).taken[telling.audience]({ by: sourceName(by, telling) }),
  'at-floor': (facts, telling) => words(telling)['at-floor'][telling.audience](facts),
  offline: (facts, telling) => words(telling).offline[telling.audience](facts),
};

const words = ({ language }: Telling) => whys[language].misses;

const sourceName = (id: string, telling: Telling): string =>
  withId(whys[telling.language].quoted(nameIn(telling.names.sources, id, telling.language)), id, telling);

export const withId = (sentence: string, id: string, { language, audience }: Telling): string =>
  audience === 'operator' ? whys[language].forOperator(sentence, id) : sentence;
