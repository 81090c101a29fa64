import type { TillDocument } from '@bonum/adapters/onec-till/read-receipts';
import { sql } from 'kysely';
import { callerOf } from '../keys/authenticate.ts';
import type { Shell } from '../operation.ts';
import { NoProgramme, type ProgrammeVersion } from '../programme/programmes.ts';
import { isOpen, tellNotBooked, waitAfter } from './kept-receipts.ts';
import { takeOne } from './take-receipts.ts';

export const RECEIPTS_A_BATCH = 50;
/** A worker that dies while it books leaves them to the next after so long. */
const TAKEN_FOR_MS = 60_000;

interface Due {
  readonly document_id: string;
  readonly key_id: string;
  readonly document: TillDocument;
  readonly tries: number;
}

/** Tries kept receipts of 1C that are due, sales before returns. How many there were. */
export async function bookKept(shell: Shell): Promise<number> {
  const now = shell.wallClock();
  const { rows } = await sql<Due>`
    update onec_receipt set next_at = ${new Date(now + TAKEN_FOR_MS)}, tries = tries + 1
     where document_id in (select document_id from onec_receipt where next_at <= ${new Date(now)}
       order by type desc, at limit ${RECEIPTS_A_BATCH} for update skip locked)
    returning document_id, key_id, document, tries`.execute(shell.db);
  if (rows.length === 0) return 0;
  const version = await shell.programmes.current().catch(nothingWithoutProgramme);
  if (version === null) return 0;
  const order = ({ document }: Due): string => `${document.type === 'return' ? 1 : 0}${document.at}`;
  const failures: unknown[] = [];
  // One that we cannot deal with keeps none of the others from being booked.
  for (const due of rows.toSorted((one, other) => (order(one) < order(other) ? -1 : 1)))
    await bookOne(shell, version, due).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
  return rows.length;
}

async function bookOne(shell: Shell, version: ProgrammeVersion, due: Due): Promise<void> {
  const { document_id: id, key_id, document, tries } = due;
  const caller = await callerOf(shell, key_id);
  // Its key was let in when it came. Keys are never deleted.
  if (caller === null) return;
  const taken = await takeOne({ shell, caller }, version, document);
  const { Outcome, Code, Message } = taken;
  if (!isOpen(taken)) {
    await sql`delete from onec_receipt where document_id = ${id}`.execute(shell.db);
    return;
  }
  const now = shell.wallClock();
  const nextAt = Outcome === 'differs' ? null : new Date(now + waitAfter(tries));
  await shell.db.transaction().execute(async (transaction) => {
    await sql`
      update onec_receipt set state = ${Outcome}, because = ${Code}, message = ${Message}, next_at = ${nextAt}
       where document_id = ${id}`.execute(transaction);
    await tellNotBooked(transaction, [id], now);
  });
}

function nothingWithoutProgramme(error: unknown): null {
  if (error instanceof NoProgramme) return null;
  throw error;
}
