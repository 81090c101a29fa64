import type { Programme } from '@bonum/engine';
import { balances, type Book } from '@bonum/ledger';
import { operation } from '../operation.ts';
import { readSelf } from './own-account.ts';
import { bookOf } from './standing.ts';

/** What erasing would do: said first, in figures. */
export const getErasure = operation('get-erasure', async (call) => {
  const self = await readSelf(call);
  if (!self.ok) return self;
  const { state, member } = self.value;
  const { programme } = await call.shell.programmes.current();
  const book = bookOf(state, call);
  return {
    ok: true,
    value: {
      points: fateOfPoints(programme),
      kinds: balances(book)
        .filter(({ available, pending, debt }) => available + pending + debt > 0)
        .map(({ kind, available, pending, debt }) => ({
          kind,
          name: programme.kinds.find(({ id }) => id === kind)?.name ?? { ru: kind, en: kind },
          available,
          pending,
          debt,
        })),
      cards: state.cards.filter(({ state: now }) => now === 'active').length,
      receipts: state.owner.receipts,
      paying: isPaying(book),
      by: [
        ...(member.phone === null ? [] : (['phone'] as const)),
        ...(member.proved_email === null ? [] : (['email'] as const)),
      ],
    },
  };
});

/** Unless the programme lets them stay in its books until they expire, nobody can ever spend them. */
export const fateOfPoints = ({ erasure }: Programme): 'burn' | 'stay' => erasure?.points ?? 'burn';

export const isPaying = (book: Book): boolean =>
  [...book.holds.values()].some(({ state }) => state === 'open');
