import { sql } from 'kysely';
import { operation } from '../operation.ts';
import { usedToday } from './day-quotas.ts';
import { keyAnswer, keyColumns } from './key-answer.ts';

/** The keys of the caller's own place, the newest first, without their secrets. */
export const listKeys = operation(
  'list-keys',
  async ({ shell, caller, now }, { revoked, after, limit: most }) => {
    const limit = most ?? 50;
    const { storeId, tillId } = caller;
    const rows = await shell.db
      .selectFrom('api_key')
      .select(keyColumns)
      .$if(storeId !== null, (query) => query.where('store_id', '=', storeId))
      .$if(tillId !== null, (query) => query.where('till_id', '=', tillId))
      .$if(revoked !== undefined, (query) =>
        query.where('revoked_at', revoked === true ? 'is not' : 'is', null),
      )
      .$if(after !== undefined, (query) =>
        query.where(
          sql<boolean>`(created_at, key_id) < (select k.created_at, k.key_id from api_key k where k.key_id = ${after ?? null}::uuid)`,
        ),
      )
      .orderBy('created_at', 'desc')
      .orderBy('key_id', 'desc')
      // One more than is shown tells whether there is a next page.
      .limit(limit + 1)
      .execute();
    const shown = rows.slice(0, limit);
    const counted = shown.filter((row) => row.most_per_day !== null).map((row) => row.key_id);
    const used = await usedToday(shell, counted);
    return {
      ok: true,
      value: {
        keys: shown.map((row) => keyAnswer(row, now, used.get(row.key_id))),
        next: rows.length > limit ? (shown.at(-1)?.key_id ?? null) : null,
      },
    };
  },
);
