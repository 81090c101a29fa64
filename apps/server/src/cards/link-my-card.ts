import type { Programme } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import { eventRow } from '../events.ts';
import { absorb } from '../members/absorb.ts';
import { accountAnswer } from '../members/account-answer.ts';
import { readSelf } from '../members/own-account.ts';
import { bookOf } from '../members/standing.ts';
import { operation, refuse, type Call, type MemberCaller, type Refusal } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import { readExactOwner, readOwner, type OwnerState } from '../owner/read-owner.ts';
import { badCardNumber } from '../checkout/read-checkout.ts';
import { isOfChain, parseCardNumber } from './card-number.ts';
import { activeCards, mostCards } from './own-cards.ts';

/** A card that was handed out and is nobody's yet becomes the member's, with everything it has earned (D7). */
export const linkMyCard = operation('link-my-card', async (call, { linkId, number: written }) => {
  const self = await readSelf(call);
  if (!self.ok) return self;
  const { member } = self.value;
  const state = await readOwner(call.shell.db, member.owner_id, { uses: 'all' });
  if (!state) throw new Error(`member ${member.owner_id} is not there`);
  const { programme } = await call.shell.programmes.current();
  const number = parseCardNumber(written);
  if (number === null || !isOfChain(number, programme.cards.prefixes))
    return badCardNumber('/number', programme.cards.prefixes);
  if (state.cards.some((card) => card.number === number && card.state === 'active'))
    return { ok: true, value: await accountAnswer(call, state, member) };
  const barred = (await tooManyTries(call, member.owner_id)) ?? tooManyCards(programme, state);
  if (barred) return barred;
  const from = await openProfileOf(call, number);
  // Not handed out, blocked, or somebody's: which of these is not said, and guessing is counted.
  if (from === null)
    return { ...notLinked, writes: { owners: [{ owner: null, rows: { event: [missed(call)] } }] } };

  const book = bookOf(state, call);
  const absorbed = await absorb(call, { programme, mergeId: linkId, from, into: state, book });
  if (!absorbed.ok) return absorbed;
  const { into, rows, gone, identifiers } = absorbed.value;
  const { spend, receipts, level } = into.owner;
  const kept = ownerWrites(state.owner, book, { changes: { spend, receipts, level }, rows });
  return {
    ok: true,
    value: await accountAnswer(call, into, member),
    writes: {
      owners: [kept, gone],
      identifiers: { put: identifiers.map((one) => ({ ...one, owner_id: member.owner_id })) },
    },
  };
});

const notLinked = refuse('card-not-linked', 'Check the number. If it is right, our staff can help.', {
  path: '/number',
});

/** Whoever has this card, where both are active and nobody has proved to be its holder. */
export async function openProfileOf({ shell }: Call, number: string): Promise<OwnerState | null> {
  const found = await shell.db
    .selectFrom('identifier')
    .select('owner_id')
    .where('kind', '=', 'card')
    .where('value', '=', number)
    .executeTakeFirst();
  const state = found ? await readExactOwner(shell.db, found.owner_id, { uses: 'all' }) : null;
  const isActive = state?.cards.some((card) => card.number === number && card.state === 'active') === true;
  // A profile that staff have stopped stays stopped: its points go nowhere.
  const isOpen = state?.member?.open === true && state.member.status === 'active';
  return isActive && isOpen && state.owner.merged_into === null ? state : null;
}

/** Wrong ones in a day. Numbers are long, and nobody has a drawer full of cards. */
const MOST_TRIES = 5;
const DAY_MS = 86_400_000;

const missed = ({ caller, now }: Call<MemberCaller>) => eventRow(caller.memberId, 'card-not-linked', now, {});

async function tooManyTries({ shell, now }: Call, ownerId: string): Promise<Refusal | null> {
  const { tries } = await shell.db
    .selectFrom('event')
    .select(({ fn }) => fn.countAll<number>().as('tries'))
    .where('owner_id', '=', ownerId)
    .where('type', '=', 'card-not-linked')
    .where('at', '>', new Date(iso(now - DAY_MS)) as unknown as number)
    .executeTakeFirstOrThrow();
  return tries >= MOST_TRIES
    ? refuse(
        'no-tries-left',
        'These were too many wrong numbers for one day. Try tomorrow, or ask our staff.',
      )
    : null;
}

const tooManyCards = (programme: Programme, { cards }: OwnerState): Refusal | null =>
  activeCards(cards).length < mostCards(programme)
    ? null
    : refuse('too-many-cards', 'Block a card that is not needed, then link this one.');
