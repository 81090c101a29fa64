import { closeBook, type Book, iso } from '@bonum/ledger';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { troubleOf } from '../database/trouble.ts';
import { eventRow } from '../events.ts';
import { bugReport } from '../http/bug-report.ts';
import { bookOf } from '../members/standing.ts';
import type { Shell } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import { readExactOwner } from '../owner/read-owner.ts';
import { Conflict } from '../conflict.ts';
import { withCommands } from '../record/told.ts';
import { write } from '../write.ts';

type SettleShell = Pick<Shell, 'db' | 'clock' | 'wallClock' | 'witness' | 'record'>;

export const OWNERS_A_BATCH = 100;

/** Owners with something due, those longest waiting first, without those that cannot be settled. */
export async function ownersDue(shell: SettleShell, except: ReadonlySet<string>): Promise<readonly string[]> {
  const rows = await shell.db
    .selectFrom('owner')
    .select('owner_id')
    .where(sql<boolean>`due_at <= ${new Date(shell.clock())}`)
    .$if(except.size > 0, (query) => query.where('owner_id', 'not in', [...except]))
    .orderBy('due_at')
    .orderBy('owner_id')
    .limit(OWNERS_A_BATCH)
    .execute();
  return rows.map((row) => row.owner_id);
}

/**
 * Books what is due of one owner: activations, expiries, holds that ended by themselves. Operations do the same when they meet the
 * owner first, so it matters for nobody's balance when this runs, only for reports.
 * @returns whether anything was booked; false too when somebody else was faster
 */
export async function settleOwner(shell: SettleShell, ownerId: string): Promise<boolean> {
  const now = shell.clock();
  // This very owner, not whom it was merged into: it is this row that says something is due.
  const state = await readExactOwner(shell.db, ownerId);
  if (state?.owner.due_at == null || Date.parse(state.owner.due_at) > now) return false;
  const book = bookOf(state, { now, recordedAt: shell.wallClock() });
  const settled = settledBy(book);
  const events = settled && [eventRow(ownerId, 'points-settled', now, settled)];
  try {
    const owners = [ownerWrites(state.owner, book, { rows: events ? { event: events } : {} })];
    const writes = withCommands(shell, { owners }, shell.wallClock());
    await write(shell.db, writes);
    shell.witness?.wrote(writes);
  } catch (error) {
    // A till was faster; what it left, if anything, is due in the next round.
    if (error instanceof Conflict) return false;
    throw error;
  }
  return settled !== null;
}

/** What was booked, by reason and kind, for those who tell the member; null when nothing but the date has changed. */
function settledBy(book: Book): object | null {
  const { holdRows } = closeBook(book);
  if (book.transfers.length === 0 && holdRows.length === 0) return null;
  const points: Record<string, Record<string, number>> = {};
  for (const { reason, kind, amount } of book.transfers) {
    const kinds = (points[reason] ??= {});
    kinds[kind] = (kinds[kind] ?? 0) + amount;
  }
  return { points, holdsEnded: holdRows.length, until: iso(book.now) };
}

/** Settles one batch. Owners that cannot be settled are logged and left out from then on: `bonum verify` says what ails them. */
export async function settleDue(shell: SettleShell, broken: Set<string>, logger: Logger): Promise<number> {
  const due = await ownersDue(shell, broken);
  let settled = 0;
  for (const ownerId of due) {
    try {
      if (await settleOwner(shell, ownerId)) settled += 1;
    } catch (error) {
      // Not this owner's fault: the whole round is tried again.
      if (troubleOf(error)) throw error;
      broken.add(ownerId);
      logger.error({ owner: ownerId, error: bugReport(error) }, 'an owner cannot be settled');
    }
  }
  return settled;
}
