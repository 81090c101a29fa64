import type { Me } from './use-me.ts';

export type Kind = Me['kinds'][number];
type Points = Pick<Me, 'kinds'>;

/** Kinds that pay for something; the others are only counted, like stamps. */
export const paying = ({ kinds }: Points): readonly Kind[] => kinds.filter(({ share }) => share !== null);

/** The one figure for everything that pays. Points of different worth do not add up; what they pay does. */
export type Hero = { readonly points: number } | { readonly sum: number };

export function heroOf(me: Points): Hero {
  const kinds = paying(me);
  if (new Set(kinds.map(({ worth }) => worth)).size > 1)
    return { sum: kinds.reduce((sum, { available, worth }) => sum + available * worth, 0) };
  return { points: kinds.reduce((sum, { available }) => sum + available, 0) };
}

/** The most of a receipt that can be paid, 0 to 1. */
export const shareOf = (me: Points): number =>
  Math.max(0, ...paying(me).map(({ share }) => share ?? 0)) / 10_000;

/** The number of points and their word, which stand apart in size: 4 812, баллов. */
export function apart(written: string): readonly [figure: string, unit: string] {
  const gap = written.lastIndexOf('\u00A0');
  return [written.slice(0, gap), written.slice(gap + 1)];
}

/** Temporary points are drawn in stripes, those that stay solid: the kinds differ without colour. */
export const strokeOf = (kind: Kind, all: readonly Kind[]): 'cashback' | 'promo' =>
  all.length > 1 && kind === all[0] ? 'promo' : 'cashback';

interface Ending {
  readonly kind: Kind;
  readonly at: string;
  readonly points: number;
}

const DAY_MS = 86_400_000;

/** What expires next of all that pays, if that is within a month. */
export function nextEnding(me: Points, now: number): Ending | null {
  const all = paying(me).flatMap((kind) => kind.expiring.slice(0, 1).map((dated) => ({ kind, ...dated })));
  const [first] = all.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return first && Date.parse(first.at) < now + 31 * DAY_MS ? first : null;
}

/** Whole days from today to the day something ends on; what ends as a day ends belongs to it. */
export function daysUntil(at: string, now: number): number {
  const day = (instant: number): number => new Date(instant).setHours(0, 0, 0, 0);
  return Math.round((day(Date.parse(at) - 1) - day(now)) / DAY_MS);
}
