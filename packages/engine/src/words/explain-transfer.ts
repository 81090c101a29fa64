import { dayText, earningWhy, pointsOf, type Evidence, type Telling, type Voice } from './explain.ts';
import type { EarningResult } from '../calculation.ts';
import type { ProgrammeNames } from '../names.ts';
import type { Instant } from '../number.ts';
import { count } from './figures.ts';
import { moveWords, type Move, type ReceiptWords } from './moves.ts';
import { whys } from './why.ts';

export type { Move } from './moves.ts';

/** One movement of points, with what is stored around it. */
export interface Movement {
  readonly move: Move;
  readonly kind: string;
  readonly points: number;
  readonly at: Instant;
  /** What the ledger calls it. */
  readonly accounts: { readonly debit: string; readonly credit: string; readonly reason: string };
  /** Of the movement that made them: how long the points count. */
  readonly terms: { readonly activeFrom: Instant; readonly expiresAt: Instant | null } | null;
  readonly receipt: (Omit<ReceiptWords, 'day'> & { readonly receiptId: string; readonly at: Instant }) | null;
  /** What gave points by hand said why. */
  readonly note: string | null;
  /** Where a rule earned them: the calculation, and the one of its results that this is. */
  readonly earning: { readonly evidence: Evidence; readonly result: EarningResult } | null;
}

export interface TransferStory extends Movement {
  readonly reverses: number | null;
  readonly reversedBy: number | null;
  /** Which movement made the points that were moved; null: this one, or there are none to follow, as in a debt. */
  readonly origin: Movement | null;
}

/** What a movement of points was, for which receipt, by which rule, and where its points come from. */
export function explainTransfer(story: TransferStory, names: ProgrammeNames, voice: Voice): string[] {
  const telling = { ...voice, names };
  const { language, audience } = voice;
  const say = moveWords[language];
  return [
    ...movementWhy(story, telling),
    ...(story.reverses === null ? [] : [say.reverses(count(story.reverses, language))]),
    ...(story.reversedBy === null ? [] : [say.reversedBy(count(story.reversedBy, language))]),
    ...(story.origin === null ? [] : [say.origin(movementWhy(story.origin, telling).join('; '))]),
    ...(audience === 'operator' ? [say.accounts(story.accounts)] : []),
  ];
}

function movementWhy(
  { move, kind, points, at, terms, receipt, note, earning }: Movement,
  telling: Telling,
): string[] {
  const { language, audience } = telling;
  const say = moveWords[language];
  const day = (then: Instant): string => dayText(then, telling.offsetMinutes, language);
  const told = `${day(at)}: ${say.moves[move](pointsOf(points, kind, telling))}`;
  return [
    told,
    ...(earning === null ? [] : [earningWhy(earning.evidence, earning.result, { ...telling, at })]),
    ...(terms === null ? [] : [say.terms(day(terms.activeFrom), terms.expiresAt && day(terms.expiresAt))]),
    ...(receipt === null ? [] : [receiptText(receipt, telling)]),
    // It was written by staff for staff.
    ...(note === null || audience === 'member' ? [] : [say.note(note)]),
  ];
}

function receiptText(receipt: NonNullable<Movement['receipt']>, telling: Telling): string {
  const { language, audience, offsetMinutes } = telling;
  const told = moveWords[language].receipt({ ...receipt, day: dayText(receipt.at, offsetMinutes, language) });
  return audience === 'operator' ? whys[language].forOperator(told, receipt.receiptId) : told;
}
