import { iso } from '@bonum/ledger';
import type { TillDocument, Unread } from '@bonum/adapters/onec-till/read-receipts';
import { sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import { eventRow, writeEvent } from '../events.ts';
import type { KeyCaller, Shell } from '../operation.ts';
import type { Taken } from './take-receipts.ts';

/** A document as it came, and what became of it. */
interface Came {
  readonly document: TillDocument | Unread;
  readonly taken: Taken;
}

/** It is not booked, and should be. */
export const isOpen = ({ Outcome }: Pick<Taken, 'Outcome'>): boolean =>
  Outcome === 'waiting' || Outcome === 'refused' || Outcome === 'differs';

/**
 * Keeps what could not be booked, to be tried again when its goods or its sale are there, whatever 1C sends meanwhile; what is booked
 * by now is kept no longer. In one order, so that two lists with the same documents do not wait for each other.
 */
export async function keepOpen(
  { shell, caller }: { readonly shell: Shell; readonly caller: KeyCaller },
  came: readonly Came[],
): Promise<void> {
  const now = shell.wallClock();
  const through = came.flatMap(({ taken }) => (isOpen(taken) || taken.Ref_Key === '' ? [] : [taken.Ref_Key]));
  // A list may have the same document twice; what became of it last is so.
  const open = new Map(
    came.flatMap(({ document, taken }) =>
      isOpen(taken) && taken.Ref_Key !== '' ? [[taken.Ref_Key, rowOf(document, taken, now)] as const] : [],
    ),
  );
  if (through.length > 0)
    await sql`
      delete from onec_receipt where document_id in (
        select document_id from onec_receipt where document_id = any(${through}::uuid[]) order by document_id for update)`.execute(
      shell.db,
    );
  if (open.size === 0) return;
  const rows = [...open.values()].map((row) => ({ ...row, key_id: caller.keyId }));
  await shell.db.transaction().execute(async (transaction) => {
    await sql`
      insert into onec_receipt as kept
      select * from jsonb_populate_recordset(null::onec_receipt, ${JSON.stringify(rows)}::jsonb) order by document_id
      on conflict (document_id) do update set key_id = excluded.key_id, type = excluded.type, number = excluded.number,
        at = excluded.at, document = excluded.document, state = excluded.state, because = excluded.because,
        message = excluded.message, next_at = case when excluded.next_at is null then null else least(kept.next_at, excluded.next_at) end
       where kept.state <> 'discarded'`.execute(transaction);
    await tellNotBooked(transaction, [...open.keys()], now);
  });
}

interface News {
  readonly documentId: string;
  readonly type: 'sale' | 'return';
  readonly number: string;
  readonly state: 'waiting' | 'refused' | 'differs';
  readonly because: string;
}

/** Has it told which of these are not booked, and why: each once, until it is for another reason. */
export async function tellNotBooked(
  transaction: Transaction<Database>,
  documentIds: readonly string[],
  now: number,
): Promise<void> {
  const { rows } = await sql<News>`
    update onec_receipt set told = because
     where document_id = any(${[...documentIds]}::uuid[]) and state <> 'discarded' and told is distinct from because
    returning document_id as "documentId", type, number, state, because`.execute(transaction);
  for (const news of rows)
    await writeEvent(transaction, eventRow(news.documentId, 'onec-receipt-not-booked', now, news));
}

function rowOf(document: TillDocument | Unread, { Ref_Key, Outcome, Code, Message }: Taken, now: number) {
  const unread = 'ok' in document;
  const { type, number, at } = document;
  return {
    document_id: Ref_Key,
    type,
    number,
    at,
    document: unread ? null : document,
    state: Outcome,
    because: Code,
    message: Message,
    tries: 0,
    discarded_at: null,
    first_at: iso(now),
    next_at: unread || Outcome === 'differs' ? null : iso(now + waitAfter(0)),
  };
}

/** Goods come with the next exchange, a sale with the next list: soon at first, then every hour. */
const LONGEST_WAIT_MS = 3_600_000;
export const waitAfter = (tries: number): number => Math.min(60_000 * 2 ** tries, LONGEST_WAIT_MS);

const DISCARDED_FOR_MS = 30 * 86_400_000;

/** What was given up so long ago that 1C does not send it any more. */
export async function forgetDiscarded({ db, clock }: Pick<Shell, 'db' | 'clock'>): Promise<void> {
  await sql`delete from onec_receipt where discarded_at < ${new Date(clock() - DISCARDED_FOR_MS)}`.execute(
    db,
  );
}
