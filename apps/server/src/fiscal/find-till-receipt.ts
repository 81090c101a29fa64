import type { Instant } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import { sql } from 'kysely';
import type { Content } from '../checkout/commit-receipt.ts';
import { readReceipts, readReturns, readStored, type StoredReceipt } from '../checkout/stored-receipt.ts';
import type { Anonymous } from '../members/claim-receipt.ts';
import type { Call } from '../operation.ts';
import { readExactOwner } from '../owner/read-owner.ts';
import { fiscalName, type FiscalReceipt } from './fiscal-qr.ts';

/** Whom a fiscal receipt counts for: a member, or the anonymous receipt itself. null: nobody has named it yet. */
export async function fiscalOwner({ shell }: Call, name: string): Promise<string | null> {
  const found = await shell.db
    .selectFrom('identifier')
    .select('owner_id')
    .where('kind', '=', 'fiscal')
    .where('value', '=', name)
    .executeTakeFirst();
  return found?.owner_id ?? null;
}

/** The clocks of a till and of its register may differ so much. */
const APART_MS = 3 * 60_000;

interface Wanted {
  readonly storeId: string;
  readonly fiscal: FiscalReceipt;
  readonly at: { readonly at: Instant };
}

/**
 * What a till has sent of a fiscal receipt: by its name if the till told it, else the receipt of that store, minute and sum.
 * null: nothing. 'counted': it is somebody's, or goods of it came back.
 */
export async function findTillReceipt(call: Call, wanted: Wanted): Promise<Anonymous | 'counted' | null> {
  const named = await fiscalOwner(call, fiscalName(wanted.fiscal));
  if (named !== null) return freeOf(call, named);
  const alike = await receiptsAlike(call, wanted);
  let free: Anonymous | 'counted' | null = null;
  for (const { owner_id, receipt_id } of alike) {
    if (owner_id !== receipt_id) free ??= 'counted';
    else {
      const found = await freeOf(call, owner_id);
      if (found !== 'counted') return found;
      free = 'counted';
    }
  }
  return free;
}

/** Nearest in time first. Those that have a fiscal name are other receipts than this. */
async function receiptsAlike(
  { shell }: Call,
  { storeId, fiscal, at: { at } }: Wanted,
): Promise<readonly StoredReceipt[]> {
  const alike = await readStored(
    shell.db,
    sql`at between ${iso(at - APART_MS)}::timestamptz and ${iso(at + APART_MS)}::timestamptz
          and store_id = ${storeId} and type = 'sale' and paid = ${fiscal.sum}
          and (claimed_by is null or owner_id <> receipt_id)
        order by abs(extract(epoch from at - ${iso(at)}::timestamptz)), receipt_id limit 50`,
  );
  return alike.filter(({ request }) => {
    const { fiscal: named, paper } = request as Pick<Content, 'fiscal' | 'paper'>;
    return named === undefined && paper === undefined;
  });
}

async function freeOf(call: Call, ownerId: string): Promise<Anonymous | 'counted'> {
  // Before the receipt, so that whatever happens to it while we read shows in the owner's version.
  const owner = await readExactOwner(call.shell.db, ownerId);
  const [receipt] = await readReceipts(call, ownerId, [ownerId]);
  if (!owner || receipt?.type !== 'sale' || receipt.claimed_by !== null) return 'counted';
  const returns = await readReturns(call, [ownerId], ownerId);
  return returns.length > 0 ? 'counted' : { receipt, owner: owner.owner };
}
