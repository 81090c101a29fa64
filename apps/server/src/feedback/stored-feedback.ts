import type { Answer } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { StoredReceipt } from '../checkout/stored-receipt.ts';
import type { Database } from '../database/schema.ts';

/** Where it lies: with the owner of its receipt. */
export type FeedbackKey = Pick<StoredReceipt, 'owner_id' | 'receipt_id'>;

export interface StoredFeedback extends FeedbackKey {
  readonly stars: number;
  readonly text: string | null;
  readonly given_at: number;
  readonly photo: boolean;
}

const DAY_MS = 86_400_000;

export async function readFeedback(db: Kysely<Database>, key: FeedbackKey): Promise<StoredFeedback | null> {
  const { rows } = await sql<StoredFeedback>`
    select f.owner_id, f.receipt_id, f.stars, f.text, f.given_at, p.type is not null as photo
      from feedback f left join feedback_photo p on p.owner_id = f.owner_id and p.receipt_id = f.receipt_id
     where f.owner_id = ${key.owner_id} and f.receipt_id = ${key.receipt_id}`.execute(db);
  return rows[0] ?? null;
}

const closesAt = ({ given_at }: Pick<StoredFeedback, 'given_at'>): number => given_at + DAY_MS;

/** Whether anything can be said of a receipt now, or changed of what was. */
export const mayGiveFeedback = (
  { type }: Pick<StoredReceipt, 'type'>,
  given: StoredFeedback | null,
  now: number,
): boolean => type === 'sale' && (given === null || now < closesAt(given));

export const feedbackAnswer = (feedback: StoredFeedback): Answer<'give-feedback'> => ({
  stars: feedback.stars,
  text: feedback.text,
  photo: feedback.photo,
  givenAt: iso(feedback.given_at),
  changeableUntil: iso(closesAt(feedback)),
});

/** The picture itself; null: none was sent, or it was taken back. */
export async function readPhoto(
  db: Kysely<Database>,
  { owner_id, receipt_id }: FeedbackKey,
): Promise<Answer<'get-feedback-photo'> | null> {
  const row = await db
    .selectFrom('feedback_photo')
    .select(['type', 'bytes'])
    .where('owner_id', '=', owner_id)
    .where('receipt_id', '=', receipt_id)
    .executeTakeFirst();
  return row && row.type !== null && row.bytes !== null ? { type: row.type, bytes: row.bytes } : null;
}
