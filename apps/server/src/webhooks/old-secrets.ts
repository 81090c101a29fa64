import { sql, type RawBuilder } from 'kysely';

/** As the column `webhook.old_secrets` has them, the newest first. */
const goodUntil = sql`(o.one->>'until')::timestamptz`;
const stillGood = (now: Date): RawBuilder<unknown> =>
  sql`from jsonb_array_elements(old_secrets) with ordinality as o (one, place) where ${goodUntil} > ${now}`;

/** Sealed secrets of before that sign too. */
export const secretsBefore = (now: Date): RawBuilder<unknown> =>
  sql`select decode(o.one->>'secret', 'hex') ${stillGood(now)} order by o.place`;

/** The same as the column has them. */
export const oldSecretsNow = (now: Date): RawBuilder<unknown> =>
  sql`coalesce((select jsonb_agg(o.one order by o.place) ${stillGood(now)}), '[]')`;

/** Until when the last of them signs; null: none does. */
export const lastGoodUntil = (now: Date): RawBuilder<number | null> =>
  sql`(select max(${goodUntil}) ${stillGood(now)})`;

/** When a place becomes free among them. */
export const firstGoodUntil = (now: Date): RawBuilder<number | null> =>
  sql`(select min(${goodUntil}) ${stillGood(now)})`;
