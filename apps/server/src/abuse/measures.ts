import { iso } from '@bonum/ledger';
import { sql } from 'kysely';
import { eventRow } from '../events.ts';
import { bookOf } from '../members/standing.ts';
import type { Call } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import { readOwner, type CardRow, type MemberRow, type OwnerState } from '../owner/read-owner.ts';
import type { OwnerWrites, Row } from '../write.ts';
import type { Decided, MeasureName } from './stored-case.ts';

/** What a decision does to members. */
export interface Done extends Pick<Decided, 'cards' | 'suspended'> {
  readonly owners: readonly OwnerWrites[];
  /** How members stand then. */
  readonly now: ReadonlyMap<string, { readonly status: MemberRow['status']; readonly activeCards: number }>;
}

interface OfOne {
  readonly state: OwnerState;
  readonly cards: readonly CardRow[];
  readonly member: MemberRow | null;
  readonly events: readonly Row[];
}

/** Blocks cards that are active, suspends members who are; whoever was blocked or suspended before is none of this block's doing. */
export async function blockWrites(
  call: Call,
  {
    members,
    measures,
    reason,
  }: {
    readonly members: readonly string[];
    readonly measures: readonly MeasureName[];
    readonly reason: string;
  },
): Promise<Done> {
  const all: OfOne[] = [];
  for (const memberId of members) {
    const state = await readOwner(call.shell.db, memberId);
    if (state?.member == null || all.some((one) => one.state.owner.owner_id === state.owner.owner_id))
      continue;
    const { owner_id } = state.owner;
    const cards = measures.includes('block-cards')
      ? state.cards
          .filter((card) => card.state === 'active')
          .map((card): CardRow => ({
            ...card,
            state: 'blocked',
            blocked_at: iso(call.now),
            block_reason: reason,
          }))
      : [];
    const suspends = measures.includes('suspend-members') && state.member.status === 'active';
    all.push({
      state,
      cards,
      member: suspends ? { ...state.member, status: 'suspended' } : null,
      events: [
        ...cards.map((card) => eventRow(owner_id, 'card-blocked', call.now, { form: card.form })),
        ...(suspends ? [eventRow(owner_id, 'member-suspended', call.now, { by: 'abuse-case' })] : []),
      ],
    });
  }
  return doneOf(call, all);
}

/** Gives back what a block took, as far as it is still as the block left it. */
export async function giveBackWrites(
  call: Call,
  { cards, suspended }: Pick<Decided, 'cards' | 'suspended'>,
): Promise<Done> {
  const all: OfOne[] = [];
  const members = new Set([...cards, ...suspended].map(({ memberId }) => memberId));
  for (const memberId of [...members].toSorted()) {
    const state = await readOwner(call.shell.db, memberId);
    if (state?.member == null || state.member.status === 'erased') continue;
    const { owner_id } = state.owner;
    const taken = new Map(
      cards.filter((card) => card.memberId === memberId).map(({ number, blockedAt }) => [number, blockedAt]),
    );
    const active = state.cards
      .filter(({ number, blocked_at }) => blocked_at !== null && sameInstant(taken.get(number), blocked_at))
      .map((card): CardRow => ({ ...card, state: 'active', blocked_at: null, block_reason: null }));
    const own = suspended.find((one) => one.memberId === memberId);
    const resumes = own !== undefined && (await suspendedBy(call, state)) === own.eventId;
    if (active.length === 0 && !resumes) continue;
    all.push({
      state,
      cards: active,
      member: resumes ? { ...state.member, status: 'active' } : null,
      events: [
        ...active.map((card) => eventRow(owner_id, 'card-unblocked', call.now, { form: card.form })),
        ...(resumes ? [eventRow(owner_id, 'member-resumed', call.now, { by: 'abuse-case' })] : []),
      ],
    });
  }
  return doneOf(call, all);
}

const sameInstant = (one: string | undefined, other: string): boolean =>
  one !== undefined && Date.parse(one) === Date.parse(other);

/** The event by which a member who is suspended was; they may have been merged since. */
async function suspendedBy({ shell }: Call, { owner, member }: OwnerState): Promise<string | null> {
  if (member?.status !== 'suspended') return null;
  const { rows } = await sql<{ event_id: string; type: string }>`
    select event_id, type from event
     where owner_id = ${owner.owner_id} and type in ('member-suspended', 'member-resumed')
     order by at desc, event_id desc limit 1`.execute(shell.db);
  return rows[0]?.type === 'member-suspended' ? rows[0].event_id : null;
}

function doneOf(call: Call, all: readonly OfOne[]): Done {
  const changed = all.filter(({ events }) => events.length > 0);
  return {
    owners: changed.map(({ state, cards, member, events }) =>
      ownerWrites(state.owner, bookOf(state, call), {
        rows: { card: cards, event: events, ...(member && { member: [member] }) },
      }),
    ),
    cards: changed.flatMap(({ state, cards }) =>
      cards.map(({ number }) => ({ memberId: state.owner.owner_id, number, blockedAt: iso(call.now) })),
    ),
    suspended: changed.flatMap(({ state, member, events }) => {
      const event = events.at(-1) as { event_id: string } | undefined;
      return member && event ? [{ memberId: state.owner.owner_id, eventId: event.event_id }] : [];
    }),
    now: new Map(
      all.flatMap(({ state, cards, member }) => {
        const status = (member ?? state.member)?.status;
        if (status === undefined) return [];
        return [[state.owner.owner_id, { status, activeCards: activeAfter(state.cards, cards) }] as const];
      }),
    ),
  };
}

function activeAfter(before: readonly CardRow[], changed: readonly CardRow[]): number {
  const byNumber = new Map([...before, ...changed].map((card) => [card.number, card.state]));
  return [...byNumber.values()].filter((state) => state === 'active').length;
}
