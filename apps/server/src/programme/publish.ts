import { createHash } from 'node:crypto';
import type { Programme } from '@bonum/engine';
import canonicalize from 'canonicalize';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

/** What a version is published as: for everybody, or for one replay alone. */
export type PublishAs = 'live' | 'apart';

/**
 * Writes a validated programme as a new version, and with 'live' makes it the one that counts. A document that is that
 * already gets no new version.
 * @returns its version
 */
export async function publish(db: Kysely<Database>, programme: Programme, as: PublishAs): Promise<number> {
  const sha256 = createHash('sha256')
    .update(canonicalize(programme) ?? '')
    .digest();
  return db.transaction().execute(async (transaction) => {
    // Versions are numbered one after another, so publishing takes turns.
    await sql`select pg_advisory_xact_lock(hashtext('programme_version'))`.execute(transaction);
    const same = await transaction
      .selectFrom('programme_version')
      .select('version')
      .where('sha256', '=', sha256)
      .where('status', '=', as)
      .executeTakeFirst();
    if (same) return same.version;
    if (as === 'live') {
      await transaction
        .updateTable('programme_version')
        .set({ status: 'history' })
        .where('status', '=', 'live')
        .execute();
    }
    const { version } = await sql<{ version: number }>`
      insert into programme_version (version, programme_id, document, sha256, status, created_at, published_at)
      select coalesce(max(version), 0) + 1, ${programme.id}, ${JSON.stringify(programme)}::jsonb, ${sha256}, ${as}, now(),
             case when ${as} = 'live' then now() end
        from programme_version returning version`
      .execute(transaction)
      .then(({ rows }) => rows[0] ?? { version: 0 });
    return version;
  });
}
