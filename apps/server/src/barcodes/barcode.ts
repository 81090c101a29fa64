import { createHmac } from 'node:crypto';
import type { Instant } from '@bonum/engine';
import { sql } from 'kysely';
import type { BarcodeRow } from '../owner/read-owner.ts';
import type { Call } from '../operation.ts';

/** What a phone makes its codes of. It is not kept: it follows from the server's secret and the row's salt. */
export const seedOf = (secret: string, { reference, salt }: Pick<BarcodeRow, 'reference' | 'salt'>): Buffer =>
  createHmac('sha256', secret).update(`rotating barcode\n${reference}\n${salt}`).digest();

const HOUR_MS = 3_600_000;
const MOST_MISSES = 5;

/** Somebody is guessing: for an hour no code of this phone pays, not even a right one. */
export const isGuessed = ({ misses, missed_at }: BarcodeRow, now: Instant): boolean =>
  misses >= MOST_MISSES && missed_at !== null && Date.parse(missed_at) > now - HOUR_MS;

/**
 * Counts a code that this phone cannot have shown, at once and outside of an operation's own writing. Guesses at one moment do
 * not see each other; that a right one was among them helps nobody, since it is paid with later, and then all of them count.
 */
export async function countMiss({ shell, now }: Call, { owner_id, reference }: BarcodeRow): Promise<void> {
  const since = new Date(now - HOUR_MS);
  await sql`
    update barcode set misses = case when missed_at > ${since} then misses + 1 else 1 end,
           missed_at = case when missed_at > ${since} then missed_at else ${new Date(now)} end
     where owner_id = ${owner_id} and reference = ${reference}`.execute(shell.db);
}
