import type { Calculation, EarningResult, Hint } from './calculation.ts';
import { nameIn, type ProgrammeNames } from './names.ts';
import type { Language } from './programme.ts';
import { money, percent } from './words/figures.ts';
import { phrases, type Phrases } from './words/phrases.ts';

/** What the cashier can say to the customer, and why a code did nothing. */
export function cashierHints(calculation: Calculation, names: ProgrammeNames, language: Language): string[] {
  const say = phrases[language];
  return [
    ...calculation.refusedCodes.map(({ code, because }) => say.refusedCode(code, because)),
    ...calculation.hints.map((hint) => hintText(hint, { names, language, say })),
  ];
}

interface Voice {
  readonly names: ProgrammeNames;
  readonly language: Language;
  readonly say: Phrases;
}

type HintOf = { readonly [H in Hint as H['type']]: H };

function hintText<Type extends keyof HintOf>(
  hint: HintOf[Type] & { readonly type: Type },
  voice: Voice,
): string {
  return hintTexts[hint.type](hint, voice);
}

const hintTexts: { readonly [Type in keyof HintOf]: (hint: HintOf[Type], voice: Voice) => string } = {
  'add-units': ({ units, promotion }, { names, language, say }) =>
    say.hintUnits(units, nameIn(names.sources, promotion, language)),
  'next-level': ({ level, missing }, { names, language, say }) =>
    say.nextLevel(nameIn(names.levels, level, language), money(missing, names.currency, language)),
  'may-spend': ({ points, amount }, { names, language, say }) =>
    say.hintMaySpend(say.points(points), money(amount, names.currency, language)),
  'complete-questionnaire': (_, { say }) => say.hintQuestionnaire(),
  birthday: (_, { say }) => say.hintBirthday(),
  invite: (_, { say }) => say.hintInvite(),
};

/** Why the receipt came out as it did: every discount, every point, and what kept more points from being spent. */
export function reasons(calculation: Calculation, names: ProgrammeNames, language: Language): string[] {
  const voice = { names, language, say: phrases[language] };
  return [
    ...discountReasons(calculation, voice),
    ...calculation.earning.map((result) => earningReason(calculation, result, voice)),
    ...spendingReasons(calculation, voice),
    ...calculation.refusedCodes.map(({ code, because }) => voice.say.refusedCode(code, because)),
  ];
}

function discountReasons({ fired }: Calculation, { names, language, say }: Voice): string[] {
  return fired
    .filter(({ discount }) => discount > 0)
    .map(({ promotion, discount, times }) =>
      say.whyDiscount(
        nameIn(names.sources, promotion, language),
        money(discount, names.currency, language),
        times,
      ),
    );
}

function earningReason(
  { level }: Calculation,
  result: EarningResult,
  { names, language, say }: Voice,
): string {
  const points = say.points(result.points);
  const reason =
    result.rate === null
      ? say.whyFixed(points)
      : say.whyRate(points, percent(result.rate, language), money(result.base, names.currency, language));
  const source = say.bySource(nameIn(names.sources, result.source, language));
  const held = level === null ? [] : [say.atLevel(nameIn(names.levels, level.before, language))];
  return [reason, source, ...held].join(', ');
}

/** Only where the member had more to spend than could be spent. */
function spendingReasons({ spending }: Calculation, { say }: Voice): string[] {
  return spending
    .filter(({ because, available, most }) => because !== 'balance' && available > most)
    .map(({ most, because }) => say.whyMost(say.points(most), because));
}
