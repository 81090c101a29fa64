import type { Programme } from '@bonum/engine';
import { byIssue } from '../members/member-answer.ts';
import type { CardRow } from '../owner/read-owner.ts';

/** Active ones. Everybody may lose a card, and nobody needs a drawer full. */
const MOST_CARDS = 5;
export const mostCards = ({ cards }: Programme): number => cards.most ?? MOST_CARDS;

export const activeCards = (cards: readonly CardRow[]): CardRow[] =>
  cards.filter(({ state }) => state === 'active');

/** The card to show first: the chosen one while it is active, else the oldest. */
export function mainCardOf(cards: readonly CardRow[], chosen: string | null): string | null {
  const active = activeCards(cards).toSorted(byIssue);
  return (active.find(({ number }) => number === chosen) ?? active[0])?.number ?? null;
}
