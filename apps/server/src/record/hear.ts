import type { RecordedMember } from '@bonum/adapters/system-of-record';
import { totals, withdraw, grant, type Book, iso } from '@bonum/ledger';
import { mustSucceed } from '../checkout/must-succeed.ts';
import { isOfChain, parseCardNumber } from '../cards/card-number.ts';
import { cardRow } from '../cards/physical-card.ts';
import { eventRow } from '../events.ts';
import { bookOf } from '../members/standing.ts';
import type { Call, Decision } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import { readExactOwner, type CardRow } from '../owner/read-owner.ts';
import type { Identifier, OwnerWrites, Row, Writes } from '../write.ts';
import { movement } from './acts-of.ts';
import { FROM_RECORD } from './from-record.ts';
import type { Heard, Hearing } from './heard.ts';
import { leadsTo } from './leads-to.ts';
import type { Link } from './link-row.ts';
import { personAfter } from './person-after.ts';
import { linkAndUntold } from './waiting.ts';

interface Said extends Hearing {
  readonly ownerId: string;
  readonly member: RecordedMember;
  /** Of which kind its points are here. */
  readonly kind: string;
}

/**
 * Makes here what the system of record says of a member: who they are as far as that has changed there, their cards, and what they
 * can spend. What waits to be told, and what the system has no place for, is theirs beside it.
 */
export async function hear(
  call: Call,
  { ownerId, member: heard, kind, meeting = false }: Said,
): Promise<Decision<null>> {
  const nothing = { ok: true, value: null } as const;
  const state = await readExactOwner(call.shell.db, ownerId);
  if (!state?.member || state.member.status === 'erased' || state.owner.merged_into !== null) return nothing;
  const { link, untold } = await linkAndUntold(call.shell.db, ownerId);
  const change: Heard = { call, state, member: state.member, heard, meeting, link, untold };
  const book = bookOf(state, call);
  const moved = heard.points === null ? 0 : movePoints(book, { ...change, points: heard.points, kind });
  const person = await personAfter(change);
  const cards = await cardsAfter(change);
  if (moved === 0 && person.row === null && cards.length === 0 && !person.again) return nothing;
  const rows: OwnerWrites['rows'] = {
    event: [...eventsOf(change, { moved, kind, fields: person.fields, cards })],
    ...(person.row && { member: [person.row], consent: person.consents }),
    ...(cards.length > 0 && { card: cards }),
  };
  const known = new Set(state.cards.map(({ number }) => number));
  const add: Identifier[] = [
    ...person.add,
    ...cards.flatMap(({ number }) =>
      known.has(number) ? [] : { kind: 'card' as const, value: number, owner_id: ownerId },
    ),
  ];
  const writes: Writes = {
    heard: true,
    ...(person.again && { again: true }),
    owners: [ownerWrites(state.owner, book, { rows })],
    ...(add.length > 0 && { identifiers: { add } }),
    ...(person.lost.length > 0 && { phones: { lost: person.lost } }),
  };
  return { ...nothing, writes };
}

/**
 * What somebody can spend here must be what the system says, what it was not told yet, and what it has no place for. What fell due is
 * in the book already, and is told with this.
 */
function movePoints(
  book: Book,
  { points, kind, link, untold }: Heard & { readonly points: number; readonly kind: string },
): number {
  const here = totals(book).reduce((sum, { available, held, debt }) => sum + available + held - debt, 0);
  const due = book.transfers.reduce((sum, transfer) => sum + movement(transfer), 0);
  const missing = points + untold.points + due + (link?.beside ?? 0) - here;
  if (missing > 0) {
    mustSucceed(
      grant(book, { kind, points: missing, from: 'adjusted', reason: FROM_RECORD, expiresAt: null }),
    );
    return missing;
  }
  let taken = 0;
  // As far as there is any: what is held for a receipt is looked at again when that is over.
  const inOrder = totals(book).toSorted(
    (one, other) => Number(other.kind === kind) - Number(one.kind === kind),
  );
  for (const { kind: of, available } of inOrder) {
    const part = Math.min(available, -missing - taken);
    if (part <= 0) continue;
    mustSucceed(withdraw(book, { kind: of, points: part, reason: FROM_RECORD }));
    taken += part;
  }
  return -taken;
}

/** Cards that the system has and that are not here, and those whose state has changed there. */
async function cardsAfter({ call, state, heard, link, untold }: Heard): Promise<readonly CardRow[]> {
  if (untold.acts.some((act) => act === 'register' || act === 'put-card')) return [];
  const { programme } = await call.shell.programmes.current();
  const own = new Map(state.cards.map((card) => [card.number, card]));
  const changed: CardRow[] = [];
  for (const { number, state: is } of heard.cards) {
    const card = own.get(number);
    if (card === undefined) {
      const isCard = parseCardNumber(number) === number && isOfChain(number, programme.cards.prefixes);
      if (!isCard || (await leadsTo(call.shell.db, 'card', number)) !== null) continue;
      const { owner_id } = state.owner;
      changed.push(stateOf(call, cardRow(call, { owner_id, number, form: 'physical' }), is));
    } else if (card.state !== is && isNews(link, number, is)) changed.push(stateOf(call, card, is));
  }
  return changed;
}

/** What it has from us and what it has said before is none. */
const isNews = (link: Link | null, number: string, is: CardRow['state']): boolean =>
  link?.said == null ? link?.told !== true : link.said.cards[number] !== is;

const stateOf = (call: Call, card: CardRow, state: CardRow['state']): CardRow =>
  state === 'active'
    ? { ...card, state, blocked_at: null, block_reason: null }
    : { ...card, state, blocked_at: iso(call.now), block_reason: FROM_RECORD };

interface News {
  readonly moved: number;
  readonly kind: string;
  readonly fields: readonly string[];
  readonly cards: readonly CardRow[];
}

/** What comes with somebody whom the system is asked about for the first time is no news. */
function* eventsOf(
  { call, state, link, meeting }: Heard,
  { moved, kind, fields, cards }: News,
): Generator<Row> {
  if (link?.said == null && link?.told !== true && !meeting) return;
  const { owner_id } = state.owner;
  const by = { by: 'system-of-record' };
  if (moved > 0) yield eventRow(owner_id, 'points-granted', call.now, { kind, points: moved, ...by });
  if (moved < 0) yield eventRow(owner_id, 'points-withdrawn', call.now, { kind, points: -moved, ...by });
  if (fields.length > 0) yield eventRow(owner_id, 'member-updated', call.now, { fields, ...by });
  for (const { form, state: is } of cards)
    yield eventRow(owner_id, is === 'active' ? 'card-issued' : 'card-blocked', call.now, { form, ...by });
}
