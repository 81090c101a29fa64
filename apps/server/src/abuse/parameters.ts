import type { Answer } from '@bonum/contract';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

/** What a chain may set of its rules against abuse; the contract says what each means. */
export type Parameters = Answer<'get-abuse-settings'>;

/** What counts unless the chain said otherwise. */
export const usualParameters: Parameters = {
  windowDays: 28,
  falsePercent: 10,
  quietDays: 90,
  nearLimitPercent: 90,
  storesWithoutCashiers: [],
  fewest: { receipts: 4, returns: 3, grants: 5, signUps: 4, merges: 3, journeys: 2 },
  journey: { fastest: 120, clockMinutes: 5 },
};

/** Where the chain's own stand. */
export const SETTING = 'abuse';

/** The chain's own, where it has set them: an answer of `put-abuse-settings`, as it was sent. */
export async function readParameters(db: Kysely<Database>): Promise<Parameters> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', SETTING).executeTakeFirst();
  return (row?.value as Parameters | undefined) ?? usualParameters;
}
