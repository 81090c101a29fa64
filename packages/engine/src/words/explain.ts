import { civilFromDays, dayMs, minuteMs } from '../calendar.ts';
import type { CalculatedLine, Calculation, EarningResult, Fired } from '../calculation.ts';
import { floorDiv } from '../exact.ts';
import type { Missed } from '../missed.ts';
import { nameIn, type ProgrammeNames } from '../names.ts';
import type { Instant } from '../number.ts';
import type { Language } from '../programme.ts';
import type { EarnedShare, ReturnDue, SpentShare } from '../returns.ts';
import { money, multiple, percent, quantity } from './figures.ts';
import { phrases } from './phrases.ts';
import { closedLines, missedOfWhole, missedWhy, nothingEarnedWhy, withId } from './why-not.ts';
import { whys, type Audience, type EarnedFacts } from './why.ts';

export type { Audience } from './why.ts';

/** In which words, and for whose eyes. */
export interface Voice {
  readonly language: Language;
  readonly audience: Audience;
  /** When the receipt was made, and its own UTC offset: days are told as they were there. */
  readonly at: Instant;
  readonly offsetMinutes: number;
}

/** Sentences about a receipt: about each of its lines that there is something to tell of, and about the whole. */
export interface Explanation {
  readonly lines: readonly { readonly id: string; readonly sentences: readonly string[] }[];
  readonly whole: readonly string[];
}

/** A calculation as it was stored; early ones told nothing of what nearly fired. */
export type Evidence = Omit<Calculation, 'missed'> & { readonly missed?: readonly Missed[] };

export interface Telling extends Voice {
  readonly names: ProgrammeNames;
}

/**
 * Why the receipt came out as it did: each discount, each point, what kept more points from being spent, which codes did
 * nothing, and which promotions nearly fired. It is made of the evidence and the names of the programme's version then.
 */
export function explain(evidence: Evidence, names: ProgrammeNames, voice: Voice): Explanation {
  const { lines, discounts, spent, earned, nothingEarned, others, missed } = explainInParts(
    evidence,
    names,
    voice,
  );
  return {
    lines: lines.flatMap(({ id, price, earned: gained }) =>
      price.length + gained.length === 0 ? [] : [{ id, sentences: [...price, ...gained] }],
    ),
    whole: [
      ...discounts.map(({ sentence }) => sentence),
      ...spent,
      ...earned.map(({ sentence }) => sentence),
      ...(nothingEarned === null ? [] : [nothingEarned.sentence]),
      ...others,
      ...missed.map(({ sentence }) => sentence),
    ],
  };
}

/** The same by what it is about, for a page that shows each figure with its reason beside it. */
export interface ExplanationInParts {
  /** Of every line: why it costs so much, with what did not apply to it, and what it earned. */
  readonly lines: readonly {
    readonly id: string;
    readonly price: readonly string[];
    readonly earned: readonly string[];
  }[];
  readonly discounts: readonly { readonly promotion: string; readonly sentence: string }[];
  /** What was spent, and what kept more from being spent. */
  readonly spent: readonly string[];
  readonly earned: readonly EarnedReason[];
  /** Why a member earned nothing; null: they did, or that is not known. */
  readonly nothingEarned: { readonly note: string; readonly sentence: string } | null;
  /** Stamps that were taken, a new level, codes that did nothing. */
  readonly others: readonly string[];
  /** Of the whole receipt; what did not apply to some lines alone is told with them. */
  readonly missed: readonly { readonly miss: Missed; readonly sentence: string }[];
}

export interface EarnedReason {
  readonly kind: string;
  readonly points: number;
  /** Of the rule. */
  readonly name: string;
  /** On what and how they were reckoned, and how long they count. */
  readonly note: string;
  readonly sentence: string;
}

export function explainInParts(evidence: Evidence, names: ProgrammeNames, voice: Voice): ExplanationInParts {
  const telling = { ...voice, names };
  const missed = new Set(evidence.missed?.map(({ code }) => code));
  const closed = closedLines(evidence, telling);
  return {
    lines: evidence.lines.map((line) => ({
      id: line.id,
      price: [...priceSentences(line, telling), ...(closed.get(line.id) ?? [])],
      earned: earnedSentences(line, telling),
    })),
    discounts: evidence.fired
      .filter(({ discount }) => discount > 0)
      .map((fired) => ({ promotion: fired.promotion, sentence: discountWhy(fired, telling) })),
    spent: spentWhy(evidence, telling),
    earned: evidence.earning.map((result) => earnedReason(evidence, result, telling)),
    nothingEarned: nothingEarnedWhy(evidence, telling),
    others: [
      ...stampsWhy(evidence, telling),
      ...levelWhy(evidence, telling),
      // What a code did not open is told with its promotion.
      ...evidence.refusedCodes.flatMap(({ code, because }) =>
        missed.has(code)
          ? []
          : [withId(phrases[voice.language].refusedCode(code, because), because, telling)],
      ),
    ],
    missed: missedOfWhole(evidence).map((miss) => ({ miss, sentence: missedWhy(evidence, miss, telling) })),
  };
}

/** What became of a return: the engine's due, and what was booked of it. */
export interface ReturnStory {
  readonly due: Pick<ReturnDue, 'lines'>;
  readonly refund: number;
  readonly refundReducedBy: number;
  readonly givenBack: { readonly [kind: string]: number };
  readonly takenBack: { readonly [kind: string]: number };
  readonly debt: { readonly [kind: string]: number };
}

/** Why so much came back, and so many points were taken. */
export function explainReturn(story: ReturnStory, names: ProgrammeNames, voice: Voice): Explanation {
  const telling = { ...voice, names };
  const [say, why] = [phrases[voice.language], whys[voice.language]];
  const paid = (minor: number): string => money(minor, names.currency, voice.language);
  const points = (shares: readonly (SpentShare | EarnedShare)[]): string[] =>
    [...new Set(shares.map(({ kind }) => kind))].flatMap((kind) => {
      const many = shares.reduce((sum, share) => sum + (share.kind === kind ? share.points : 0), 0);
      return many > 0 ? [pointsOf(many, kind, telling)] : [];
    });
  const byKind = (all: { readonly [kind: string]: number }, sentence: (told: string) => string): string[] =>
    Object.entries(all)
      .filter(([, many]) => many > 0)
      .map(([kind, many]) => sentence(pointsOf(many, kind, telling)));
  return {
    lines: story.due.lines.map((line) => ({
      id: line.id,
      sentences: [
        why.returnedLine({
          quantity: quantity(line.quantity, voice.language),
          refund: paid(line.refund),
          discount: line.discount === 0 ? null : paid(line.discount),
          givenBack: points(line.spent),
          takenBack: points(line.earned),
        }),
      ],
    })),
    whole: [
      say.refund(paid(story.refund)),
      ...(story.refundReducedBy > 0 ? [why.reducedBy(paid(story.refundReducedBy))] : []),
      ...byKind(story.givenBack, say.givenBack),
      ...byKind(story.takenBack, say.takenBack),
      ...byKind(story.debt, why.debt),
    ],
  };
}

/** A receipt that was cancelled before it came. */
export const explainVoid = ({ language }: Voice): Explanation => ({
  lines: [],
  whole: [whys[language].voided],
});

function priceSentences({ discounts, spent }: CalculatedLine, telling: Telling): string[] {
  const { names, language, audience } = telling;
  const [say, why] = [phrases[language], whys[language]];
  return [
    ...discounts.map(({ promotion: id, amount }) =>
      why.lineDiscount[audience]({
        id,
        name: nameIn(names.sources, id, language),
        amount: money(amount, names.currency, language),
      }),
    ),
    ...spent.map(({ kind, points, amount }) =>
      amount === 0
        ? say.stampsTaken(pointsOf(points, kind, telling))
        : say.spent(pointsOf(points, kind, telling), money(amount, names.currency, language)),
    ),
  ];
}

function earnedSentences({ earned }: CalculatedLine, telling: Telling): string[] {
  const { names, language, audience } = telling;
  return earned.map(({ kind, source: id, points }) =>
    whys[language].lineEarned[audience]({
      id,
      name: nameIn(names.sources, id, language),
      points: pointsOf(points, kind, telling),
    }),
  );
}

const discountWhy = (
  { promotion: id, discount, times, code, offer, lines }: Fired,
  { names, language, audience }: Telling,
): string =>
  whys[language].discount[audience]({
    id,
    name: nameIn(names.sources, id, language),
    amount: money(discount, names.currency, language),
    times,
    code,
    offer: offer !== null,
    lines,
  });

/** What was spent; and, where the member had more to spend than could be spent, what it was limited by. */
const spentWhy = ({ spending }: Evidence, telling: Telling): string[] => {
  const { names, language } = telling;
  const say = phrases[language];
  return spending.flatMap(({ kind, points, amount, available, most, because }) => [
    ...(points > 0
      ? [say.spent(pointsOf(points, kind, telling), money(amount, names.currency, language))]
      : []),
    ...(because !== 'balance' && available > most
      ? [withId(say.whyMost(pointsOf(most, kind, telling), because), because, telling)]
      : []),
  ]);
};

/** By which rule, on what and at what rate points were earned. */
export function earningWhy(evidence: Evidence, result: EarningResult, telling: Telling): string {
  const { language, audience } = telling;
  const told = pointsOf(result.points, result.kind, telling);
  return whys[language].earned[audience](told, earnedFacts(evidence, result, telling));
}

function earnedReason(evidence: Evidence, result: EarningResult, telling: Telling): EarnedReason {
  const facts = earnedFacts(evidence, result, telling);
  return {
    kind: result.kind,
    points: result.points,
    name: facts.name,
    note: whys[telling.language].earnedNote(facts),
    sentence: earningWhy(evidence, result, telling),
  };
}

function earnedFacts({ level }: Evidence, result: EarningResult, telling: Telling): EarnedFacts {
  const { names, language, audience, at: sold, offsetMinutes } = telling;
  const day = (at: Instant): string => dayText(at, offsetMinutes, language);
  const isShare = result.rate !== null || result.multiplier !== undefined;
  return {
    reckoning: reckoning(result, telling),
    isShare,
    isFixed: !isShare && result.base === 0,
    id: result.source,
    name: nameIn(names.sources, result.source, language),
    level: level && { id: level.before, name: nameIn(names.levels, level.before, language) },
    from: audience === 'operator' || result.activeFrom > sold ? day(result.activeFrom) : null,
    until: result.expiresAt === null ? null : day(result.expiresAt),
  };
}

/** What points were reckoned on, without how many they are. */
function reckoning({ base, rate, multiplier }: EarningResult, { names, language }: Telling): string {
  const say = phrases[language].reckoned;
  const paid = money(base, names.currency, language);
  if (multiplier !== undefined) return say.multiplied(multiple(multiplier, language), paid);
  if (rate !== null) return say.rate(percent(rate, language), paid);
  return base > 0 ? say.every(paid) : say.fixed();
}

const stampsWhy = ({ stamps }: Evidence, { names, language }: Telling): string[] =>
  (stamps ?? []).map(({ promotion, kind, points }) =>
    phrases[language].whyStamps(
      phrases[language].points(points),
      nameIn(names.kinds, kind, language),
      nameIn(names.sources, promotion, language),
    ),
  );

function levelWhy({ level }: Evidence, { names, language, audience }: Telling): string[] {
  if (level === null || level.before === level.after) return [];
  const { after: id, spendBefore, spendAfter } = level;
  const name = nameIn(names.levels, id, language);
  return [whys[language].level[audience]({ id, name, up: spendAfter > spendBefore })];
}

/** The kind is said where there are several. */
export function pointsOf(points: number, kind: string, { names, language }: Telling): string {
  const told = phrases[language].points(points);
  return Object.keys(names.kinds).length > 1 ? `${told} (${nameIn(names.kinds, kind, language)})` : told;
}

/** A day of the receipt's place: `22.11.2026`; `2026-11-22`. */
export function dayText(at: Instant, offsetMinutes: number, language: Language): string {
  const { year, month, day } = civilFromDays(floorDiv(at + offsetMinutes * minuteMs, dayMs));
  const parts = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')];
  return language === 'ru' ? parts.toReversed().join('.') : parts.join('-');
}
