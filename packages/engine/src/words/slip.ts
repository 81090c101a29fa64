import type { Calculation, LevelResult } from '../calculation.ts';
import { nameIn, type ProgrammeNames } from '../names.ts';
import type { Points } from '../number.ts';
import type { Language, Text } from '../programme.ts';
import { money } from './figures.ts';
import { phrases, type Phrases } from './phrases.ts';

/** What the slip says beyond the calculation. */
export interface SlipContext {
  readonly names: ProgrammeNames;
  /** First name; null when not known. */
  readonly member: string | null;
  /** After this receipt, by kind; below zero is owed. */
  readonly balances: { readonly [kind: string]: Points };
  /** Where somebody without a card joins with this receipt; null: nowhere. */
  readonly invitation: Invitation | null;
  /** Promo codes for next time. */
  readonly nextCodes: readonly NextCode[];
}

export interface NextCode {
  readonly code: string;
  /** What it gives. */
  readonly text: Text | null;
  /** First and last day, as they are to be printed. */
  readonly from: string;
  readonly until: string;
}

export interface Invitation {
  readonly link: string | null;
  readonly code: string | null;
  /** How long the receipt counts for who joins with it. */
  readonly days: number | null;
}

/** The lines that a till prints under the receipt. Empty when there is nothing to tell. */
export function slipText(calculation: Calculation, context: SlipContext, language: Language): string[] {
  const voice = { context, language, say: phrases[language] };
  const lines =
    calculation.level === null
      ? invitationLines(context, voice.say)
      : memberLines(calculation, calculation.level, voice);
  return [
    ...lines,
    ...context.nextCodes.flatMap(({ code, text, from, until }) => [
      voice.say.nextCode(code, text?.[language] ?? null),
      voice.say.nextCodeDays(from, until),
    ]),
  ];
}

/** The same slip to somebody of another name; null: to nobody by name. */
export function readdressed(
  slip: readonly string[],
  { from, to }: { readonly from: string | null; readonly to: string | null },
): string[] {
  const lines = new Map(
    Object.values(phrases).flatMap(({ thanks, birthdayWish }) => [
      [thanks(from), thanks(to)],
      [birthdayWish(from), birthdayWish(to)],
    ]),
  );
  return slip.map((line) => lines.get(line) ?? line);
}

function invitationLines({ invitation }: SlipContext, say: Phrases): string[] {
  if (invitation === null) return [];
  return [
    say.invitation(invitation.days),
    ...(invitation.link === null ? [] : [invitation.link]),
    ...(invitation.code === null ? [] : [say.invitationCode(invitation.code)]),
  ];
}

interface Voice {
  readonly context: SlipContext;
  readonly language: Language;
  readonly say: Phrases;
}

function memberLines(calculation: Calculation, level: LevelResult, voice: Voice): string[] {
  const { context, say } = voice;
  const has = (type: 'birthday' | 'complete-questionnaire'): boolean =>
    calculation.hints.some((hint) => hint.type === type);
  return [
    say.thanks(context.member),
    ...(has('birthday') ? [say.birthdayWish(context.member)] : []),
    ...pointLines(calculation, voice),
    ...levelLines(level, voice),
    ...(has('complete-questionnaire') ? [say.questionnaire()] : []),
  ];
}

function pointLines(
  { earning, spending, stamps = [] }: Calculation,
  { context, language, say }: Voice,
): string[] {
  const { names, balances } = context;
  const several = Object.keys(names.kinds).length > 1;
  const told = (points: number, kind: string): string =>
    several ? `${say.points(points)} (${nameIn(names.kinds, kind, language)})` : say.points(points);
  const earned = new Map<string, number>();
  for (const { kind, points } of earning) earned.set(kind, (earned.get(kind) ?? 0) + points);
  return [
    ...spending
      .filter(({ points }) => points > 0)
      .map(({ kind, points, amount }) =>
        say.spent(told(points, kind), money(amount, names.currency, language)),
      ),
    ...stamps.map(({ kind, points }) => say.stampsTaken(told(points, kind))),
    ...[...earned].map(([kind, points]) => say.earned(told(points, kind))),
    ...Object.entries(balances).map(([kind, points]) =>
      points < 0 ? say.owed(told(0 - points, kind)) : say.balance(told(points, kind)),
    ),
  ];
}

function levelLines(level: LevelResult, { context, language, say }: Voice): string[] {
  const { names } = context;
  const name = nameIn(names.levels, level.after, language);
  const lines = [standing(level, name, say)];
  if (level.next !== null) {
    const next = nameIn(names.levels, level.next.level, language);
    lines.push(say.nextLevel(next, money(level.next.missing, names.currency, language)));
  }
  return lines;
}

/** Levels go by spend alone, so the direction of a change shows in the spend. */
function standing(
  { before, after, spendBefore, spendAfter }: LevelResult,
  name: string,
  say: Phrases,
): string {
  if (before === after) return say.level(name);
  return spendAfter > spendBefore ? say.newLevel(name) : say.lostLevel(name);
}
