import { createHmac, timingSafeEqual } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { refuse, type Call, type Refusal } from '../operation.ts';
import { areOne } from '../owner/owner-chain.ts';
import { Conflict } from '../conflict.ts';
import { chargedPoints, type OfflineSale } from './charge.ts';
import { receiptIdOf } from './receipt-id.ts';

export interface Allowance {
  readonly owner_id: string;
  readonly allowance_id: string;
  readonly store_id: string;
  readonly till_id: string;
  readonly points: Readonly<Record<string, number>>;
  readonly created_at: number;
  readonly valid_until: number;
  readonly counts_until: number;
  readonly used_by: string | null;
  /** The owner's version that gave it, which says in what order better than a clock; null: it was not written down yet. */
  readonly given_version: number | null;
}

/** What a till shows that it was allowed to spend: whose points, signed by us. */
export const allowanceToken = (secret: string, ownerId: string, allowanceId: string): string => {
  const body = `${ownerId}.${allowanceId}`;
  return `${body}.${signature(secret, body)}`;
};

function readToken(secret: string, token: string): { ownerId: string; allowanceId: string } | null {
  const [ownerId = '', allowanceId = '', signed = ''] = token.split('.');
  const [ours, theirs] = [Buffer.from(signature(secret, `${ownerId}.${allowanceId}`)), Buffer.from(signed)];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs) ? { ownerId, allowanceId } : null;
}

const signature = (secret: string, body: string): string =>
  createHmac('sha256', secret).update('allowance\n').update(body).digest('base64url');

/** Allowances of these owners that a receipt may still come for. */
export async function outstanding(call: Call, ownerIds: readonly string[]): Promise<Allowance[]> {
  const all: Allowance[] = [];
  // One by one: each owner may lie on another machine.
  for (const ownerId of ownerIds) {
    const { rows } = await sql<Allowance>`
      select * from allowance where owner_id = ${ownerId} and used_by is null
         and counts_until > ${new Date(call.now)} order by created_at, allowance_id`.execute(call.shell.db);
    all.push(...rows);
  }
  return all;
}

/** An owner with all who were merged into it: what they were allowed it still owes. */
export async function withMerged(db: Kysely<Database>, ownerId: string): Promise<string[]> {
  const all = [ownerId];
  for (const into of all) {
    const merged = await db
      .selectFrom('merge')
      .select('from_owner_id')
      .where('owner_id', '=', into)
      .where('undone_at', 'is', null)
      .execute();
    all.push(...merged.map((row) => row.from_owner_id));
  }
  return all;
}

export type Taken = { readonly ok: true; readonly allowance: Allowance | null } | Refusal;

/**
 * The allowance under which points were spent; null when none were. The till's clock has no say: what bounds the loss is that an
 * allowance counts as outstanding for as long as it is taken here.
 */
export async function takenAllowance(call: Call, sale: OfflineSale, memberId: string | null): Promise<Taken> {
  const spent = Object.entries(chargedPoints(sale));
  if (spent.length === 0) return { ok: true, allowance: null };
  const told = readToken(call.shell.secret, sale.allowance ?? '');
  if (told === null || memberId === null)
    return bad('Points are spent without network under an allowance of the member only.');
  const allowance = (await outstanding(call, [told.ownerId])).find(
    ({ allowance_id }) => allowance_id === told.allowanceId,
  );
  // The same receipt, sent twice at once: the other has booked it since we looked.
  if (!allowance && (await isUsedBy(call, told, receiptIdOf(sale.key))))
    throw new Conflict('the receipt was booked meanwhile');
  if (!allowance) return bad('It was used on another receipt, or has run out.');
  const { storeId, tillId } = sale.key;
  if (allowance.store_id !== storeId || allowance.till_id !== tillId) return bad('It is for another till.');
  if (!(await areOne(call.shell.db, told.ownerId, memberId))) return bad('It is for another member.');
  const beyond = spent.find(([kind, points]) => points > (allowance.points[kind] ?? 0));
  if (beyond) return bad(`It allows ${allowance.points[beyond[0]] ?? 0} points of kind ${beyond[0]}.`);
  return { ok: true, allowance };
}

async function isUsedBy(
  { shell }: Call,
  { ownerId, allowanceId }: { ownerId: string; allowanceId: string },
  receiptId: string,
): Promise<boolean> {
  const { rows } = await sql`
    select from allowance where owner_id = ${ownerId} and allowance_id = ${allowanceId}
       and used_by = ${receiptId}`.execute(shell.db);
  return rows.length > 0;
}

const bad = (detail: string): Refusal => refuse('bad-allowance', detail, { path: '/allowance' });
