import { balances } from '@bonum/ledger';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { readMember } from '../members/member-answer.ts';
import { bookOf } from '../members/standing.ts';
import { operation, type Call } from '../operation.ts';
import type { OwnerState } from '../owner/read-owner.ts';
import { readHistory, type HistoryRead } from './read-history.ts';

/** What happened to a member's points, as staff read it. */
export const listMemberHistory = operation('list-member-history', async (call, { memberId, ...asked }) => {
  const found = await readMember(call, memberId);
  if (!found.ok) return found;
  const read = await readHistory(call, found.value, asked);
  const whole = (asked.show ?? 'all') === 'all' && asked.kind === undefined;
  const left = whole ? leftAfter(read, hasNow(call, found.value, read)) : [];
  const notes = await notesOf(call.shell.db, read.shown);
  const reversible = await reversibleOf(call.shell.db, found.value.owner.owner_id, read.shown);
  return {
    ok: true,
    value: {
      ...read.page,
      entries: read.page.entries.map((entry, index) => ({
        ...entry,
        left: left[index] ?? null,
        note: notes[index]?.reason ?? null,
        by: notes[index]?.by ?? null,
        // What nobody wrote a reason for, no hand has done.
        transfer: notes[index] ? (reversible[index] ?? null) : null,
      })),
    },
  };
});

const payingOf = ({ page }: HistoryRead): ReadonlySet<string> =>
  new Set(page.kinds.filter(({ pays }) => pays).map(({ id }) => id));

function hasNow(call: Call, state: OwnerState, read: HistoryRead): number {
  const paying = payingOf(read);
  return balances(bookOf(state, call))
    .filter(({ kind }) => paying.has(kind))
    .reduce((sum, { available, pending, held, debt }) => sum + available + pending + held - debt, 0);
}

/** Back from what there is now: each entry leaves what the ones after it have changed. */
function leftAfter(read: HistoryRead, now: number): number[] {
  const paying = payingOf(read);
  let left = now - read.newer;
  return read.page.entries.map(({ points }) => {
    const after = left;
    for (const { kind, plus, minus } of points) if (paying.has(kind)) left -= plus - minus;
    return after;
  });
}

interface Note {
  readonly reason: string | null;
  readonly by: string | null;
}

/** What was written where points were given, taken or put right by hand: such an entry is one movement, whose event says it. */
async function notesOf(db: Kysely<Database>, shown: HistoryRead['shown']): Promise<(Note | null)[]> {
  const byHand = shown.filter(isByHand);
  const notes = new Map<string, Note>();
  for (const ownerId of new Set(byHand.map((one) => one.ownerId))) {
    const ats = byHand.filter((one) => one.ownerId === ownerId).map(({ at }) => new Date(at).toISOString());
    const { rows } = await sql<{ at: number; count: number; reason: string | null; by: string | null }>`
      select (extract(epoch from at) * 1000)::bigint as at, count(*)::int as count,
          min(payload->>'reason') as reason, min(payload->>'operator') as by
        from event
       where owner_id = ${ownerId} and at = any(${ats}::timestamptz[])
         and type in ('points-granted', 'points-withdrawn', 'transfer-reversed')
       group by at`.execute(db);
    // Two at one instant cannot be told apart: rather none than that of the other.
    for (const { at, count, ...note } of rows) if (count === 1) notes.set(`${ownerId} ${at}`, note);
  }
  // A purchase of the same instant has nothing to do with it.
  return shown.map((one) => (isByHand(one) && notes.get(`${one.ownerId} ${one.at}`)) || null);
}

const isByHand = ({ type }: HistoryRead['shown'][number]): boolean =>
  type === 'grant' || type === 'withdrawal' || type === 'correction';

/** The transfers that were made by hand and stand as they were made: a movement by hand is an entry by itself, which bears its number. */
async function reversibleOf(
  db: Kysely<Database>,
  ownerId: string,
  shown: HistoryRead['shown'],
): Promise<(number | null)[]> {
  const numbers = shown.map((one) => (one.ownerId === ownerId ? numberIn(one) : null));
  const { rows } = await sql<{ reverses: number }>`
    select reverses from transfer
     where owner_id = ${ownerId} and reverses = any(${numbers.filter((one) => one !== null)}::bigint[])`.execute(
    db,
  );
  const reversed = new Set(rows.map(({ reverses }) => reverses));
  return numbers.map((number) => (number === null || reversed.has(number) ? null : number));
}

const numberIn = ({ type, id }: HistoryRead['shown'][number]): number | null => {
  if (type !== 'grant' && type !== 'withdrawal') return null;
  const found = /_(?:grant|withdrawal)(\d+)$/.exec(id);
  return found ? Number(found[1]) : null;
};
