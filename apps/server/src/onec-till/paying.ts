import type { Bonuses } from '@bonum/adapters/onec-till/card-answers';
import { points, type PointKind, type Points } from '@bonum/engine';
import { balances, type Book } from '@bonum/ledger';
import { isAccumulateOnly, levelOf } from '../members/standing.ts';
import type { OwnerState } from '../owner/read-owner.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';

/** Points of several kinds, by kind. */
export type Parts = Readonly<Record<string, Points>>;

/**
 * The kinds that 1C can pay with, in the order in which they are spent: it knows one number of points and one rate, so those that
 * are worth as much as the first.
 */
export function payingKinds({ compiled: { spending } }: ProgrammeVersion): readonly PointKind[] {
  const [first] = spending;
  return spending.map(({ kind }) => kind).filter(({ worth }) => worth === first?.kind.worth);
}

/** What a member has to pay with; nothing where the level or the questionnaire does not let them. */
export function payable(version: ProgrammeVersion, state: OwnerState, book: Book): Parts {
  const { programme } = version;
  const level = programme.levels.find(({ id }) => id === levelOf(programme, state));
  if (level?.spends !== true || isAccumulateOnly(programme, state.member)) return {};
  const has = new Map(balances(book).map(({ kind, available }) => [kind, available]));
  return Object.fromEntries(
    payingKinds(version).flatMap(({ id }) => {
      const available = has.get(id) ?? 0;
      return available > 0 ? [[id, points(available)] as const] : [];
    }),
  );
}

export const sumOf = (parts: Readonly<Record<string, number>>): number =>
  Object.values(parts).reduce((sum, count) => sum + count, 0);

/** So many of them, kind after kind in the order in which they are spent. */
export function takeOf(
  version: ProgrammeVersion,
  parts: Readonly<Record<string, number>>,
  count: number,
): Parts {
  let left = count;
  const taken: Record<string, Points> = {};
  for (const { id } of payingKinds(version)) {
    const part = Math.min(parts[id] ?? 0, left);
    if (part > 0) taken[id] = points(part);
    left -= part;
  }
  return taken;
}

/** The digits of ISO 4217 of the currencies that 1C is used with. */
const numeric: Readonly<Record<string, string>> = {
  RUB: '643',
  KZT: '398',
  BYN: '933',
  AMD: '051',
  AZN: '944',
  GEL: '981',
  KGS: '417',
  MDL: '498',
  TJS: '972',
  UZS: '860',
  EUR: '978',
  USD: '840',
};

/** What a till is told of so many points. */
export function bonusesOf(version: ProgrammeVersion, count: number): Bonuses {
  const { compiled, programme } = version;
  const kinds = new Set(payingKinds(version).map(({ id }) => id));
  const shares = compiled.spending.filter(({ kind }) => kinds.has(kind.id)).map(({ rule }) => rule.maxShare);
  return {
    count,
    rate: (compiled.spending[0]?.kind.worth ?? 100) / 100,
    currency: numeric[programme.currency] ?? '',
    percent: Math.max(0, ...shares) / 100,
  };
}
