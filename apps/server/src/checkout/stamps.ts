import type { Calculation, MemberFacts, Points, Programme } from '@bonum/engine';

/** The stamps that a calculation takes, by kind. */
export const stampsOf = ({ stamps = [] }: Pick<Calculation, 'stamps'>): Record<string, Points> =>
  Object.fromEntries(stamps.map(({ kind, points }) => [kind, points]));

/**
 * A member's balances where the points that may pay are settled already: those of a hold, or as a quote promised. Points that
 * never pay are no part of either: they stay as they are.
 */
export function balancesWith(
  { kinds }: Programme,
  balances: MemberFacts['balances'],
  paying: MemberFacts['balances'],
): MemberFacts['balances'] {
  return { ...countingOnly({ kinds }, balances), ...paying };
}

/** What the member has of the kinds that never pay. */
export const countingOnly = (
  { kinds }: Pick<Programme, 'kinds'>,
  balances: MemberFacts['balances'],
): MemberFacts['balances'] =>
  Object.fromEntries(
    kinds.flatMap(({ id, spending }) => {
      const points = balances[id];
      return spending === undefined && points !== undefined ? [[id, points] as const] : [];
    }),
  );
