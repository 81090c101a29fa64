import type { Programme } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import { badCardNumber } from '../checkout/read-checkout.ts';
import { refuse, type Call, type Outcome } from '../operation.ts';
import type { CardRow } from '../owner/read-owner.ts';
import { Conflict } from '../conflict.ts';
import { isOfChain, parseCardNumber } from './card-number.ts';

interface Wanted {
  /** The number as it was typed or scanned. */
  readonly written: string;
  readonly programme: Programme;
  /** Who is to have it. */
  readonly ownerId: string;
  readonly own: readonly CardRow[];
  /** JSON pointer of the number in the request. */
  readonly path: string;
}

/**
 * The number of a card of this chain that a member may be linked to, or is already; a card that is somebody's stays theirs.
 * @throws Conflict when it became theirs since their cards were read
 */
export async function physicalCard(
  call: Call,
  { written, programme, ownerId, own, path }: Wanted,
): Promise<Outcome<string>> {
  const { prefixes } = programme.cards;
  const number = parseCardNumber(written);
  if (number === null || !isOfChain(number, prefixes)) return badCardNumber(path, prefixes);
  const theirs = own.find((card) => card.number === number);
  if (theirs?.state === 'blocked')
    return refuse('card-blocked', 'This card was blocked. Take another.', { path });
  if (theirs) return { ok: true, value: number };
  const taken = await call.shell.db
    .selectFrom('identifier')
    .select('owner_id')
    .where('kind', '=', 'card')
    .where('value', '=', number)
    .executeTakeFirst();
  // Theirs, but not among the cards that were read: the same was asked at the same moment, and went first.
  if (taken?.owner_id === ownerId) throw new Conflict('a card was linked');
  if (taken) return refuse('card-taken', 'This card is already in use. Take another.', { path });
  return { ok: true, value: number };
}

/** A card as it is issued now. */
export const cardRow = (call: Call, card: Pick<CardRow, 'owner_id' | 'number' | 'form'>): CardRow => ({
  ...card,
  state: 'active',
  issued_at: iso(call.now),
  blocked_at: null,
  block_reason: null,
});
