import type { Calculation, Hint } from '../calculation.ts';
import { nameIn, type ProgrammeNames } from '../names.ts';
import type { Language } from '../programme.ts';
import { money } from './figures.ts';
import { phrases, type Phrases } from './phrases.ts';
import { withinReach, type Reachable } from '../within-reach.ts';

/** Nobody reads a list aloud at a till. */
const mostOffers = 3;

/** What the cashier can say to the customer, and why a code did nothing. */
export function cashierHints(calculation: Calculation, names: ProgrammeNames, language: Language): string[] {
  const say = phrases[language];
  return [
    ...calculation.refusedCodes.map(({ code, because }) => say.refusedCode(code, because)),
    ...withinReach(calculation.missed)
      .slice(0, mostOffers)
      .map((reachable) => offerText(reachable, { names, language, say })),
    ...calculation.hints.map((hint) => hintText(hint, { names, language, say })),
  ];
}

interface Voice {
  readonly names: ProgrammeNames;
  readonly language: Language;
  readonly say: Phrases;
}

/** What the customer can do about it at the till. */
function offerText({ missed: { promotion }, step }: Reachable, { names, language, say }: Voice): string {
  const name = nameIn(names.sources, promotion, language);
  if (step.type === 'gift') return say.hintGift(step.units, name);
  if (step.type === 'units') return say.hintUnits(step.units, name);
  if (step.type === 'spend') return say.hintSpend(money(step.missing, names.currency, language), name);
  return say.hintHours(step.hours.from, step.hours.to, name);
}

type HintOf = { readonly [H in Hint as H['type']]: H };

function hintText<Type extends keyof HintOf>(
  hint: HintOf[Type] & { readonly type: Type },
  voice: Voice,
): string {
  return hintTexts[hint.type](hint, voice);
}

const hintTexts: { readonly [Type in keyof HintOf]: (hint: HintOf[Type], voice: Voice) => string } = {
  'next-level': ({ level, missing }, { names, language, say }) =>
    say.nextLevel(nameIn(names.levels, level, language), money(missing, names.currency, language)),
  'may-spend': ({ points, amount }, { names, language, say }) =>
    say.hintMaySpend(say.points(points), money(amount, names.currency, language)),
  'complete-questionnaire': (_, { say }) => say.hintQuestionnaire(),
  birthday: (_, { say }) => say.hintBirthday(),
  invite: (_, { say }) => say.hintInvite(),
};
