import type { PointsAct, Read, RecordCommand } from '../system-of-record.ts';
import type { Base } from './base.ts';
import { cardsOf, isBlocked } from './cards.ts';
import { giveCard } from './give-card.ts';
import type { Whose } from './record-id.ts';
import { keyIn } from './row.ts';

/** What of some points is whose, as the register keeps them; in hundredths of 1C's points. */
export interface Share {
  readonly owner: string;
  readonly hundredths: number;
}

interface Moved {
  readonly whose: Whose;
  readonly hundredths: number;
  /** Of which programme of 1C. */
  readonly programme: string | null;
}

/**
 * Whose points they are for 1C: the person's, or those of their cards. New ones go to the card they show; where several cards hold what is
 * spent, each gives of its own. null: they have no card.
 */
export async function sharesOf(
  base: Base,
  command: RecordCommand & PointsAct,
  { whose, hundredths, programme }: Moved,
): Promise<Read<readonly Share[] | null>> {
  if (base.settings.profile.points.by === 'person')
    return { state: 'read', value: 'person' in whose ? [{ owner: whose.person, hundredths }] : null };
  if ('card' in whose) return { state: 'read', value: [{ owner: whose.card, hundredths }] };
  const cards = await cardsInOrder(base, command, whose.person);
  if (cards.state !== 'read') return cards;
  const [first] = cards.value;
  if (first === undefined) return { state: 'read', value: null };
  if (hundredths > 0 || cards.value.length === 1)
    return { state: 'read', value: [{ owner: first, hundredths }] };
  const there = await base.balance(cards.value, programme === null ? undefined : [programme]);
  return there.state === 'read'
    ? { state: 'read', value: spread(-hundredths, cards.value, there.value) }
    : there;
}

/** The card that they show comes first, then those in use. */
async function cardsInOrder(
  base: Base,
  command: RecordCommand,
  person: string,
): Promise<Read<readonly string[]>> {
  const shown = await giveCard(base, command, person);
  if (shown.state !== 'read') return shown;
  const cards = await cardsOf(base, person);
  if (cards.state !== 'read') return cards;
  const { card } = base.settings.profile;
  const inUse = cards.value.toSorted((a, b) => Number(isBlocked(card, a)) - Number(isBlocked(card, b)));
  return {
    state: 'read',
    value: [...new Set([...(shown.value === null ? [] : [shown.value]), ...inUse.map(keyIn)])],
  };
}

/** What none of them has is asked of the first, so that 1C says that there is too little. */
function spread(
  spent: number,
  cards: readonly string[],
  balances: ReadonlyMap<string, number>,
): readonly Share[] {
  let left = spent;
  const parts = cards.map((owner) => {
    const hundredths = Math.min(left, Math.max(0, balances.get(owner) ?? 0));
    left -= hundredths;
    return { owner, hundredths };
  });
  return parts
    .map(({ owner, hundredths }, index) => ({ owner, hundredths: -(hundredths + (index === 0 ? left : 0)) }))
    .filter(({ hundredths }) => hundredths !== 0);
}
