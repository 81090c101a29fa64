import { sql } from 'kysely';
import type { Shell } from '../operation.ts';

/** What no offer wants stays so long: a feed that was broken yesterday is whole today. */
const UNWANTED_MS = 86_400_000;
/** So long 1C may take from a picture to the goods that it is of. */
const UNNAMED_MS = 7 * 86_400_000;
/** Of 1C's pictures so much is kept for offers to come; those that one shows are kept beside. */
const MOST_KEPT = 8 * 1024 ** 3;
const A_BATCH = 500;

/** Pictures that nobody shows, and those of 1C that no goods are called by or that are too many. */
export async function forgetPictures(
  { db, clock }: Pick<Shell, 'db' | 'clock'>,
  mostKept: number = MOST_KEPT,
): Promise<void> {
  const now = clock();
  await sql`
    delete from picture_source where unwanted_at < ${new Date(now - UNWANTED_MS)}`.execute(db);
  await inBatches(
    () => sql`
    delete from picture where picture_id in (
      select picture_id from picture p
       where not exists (select from picture_source s where s.picture_id = p.picture_id)
         and not exists (select from promotion_picture o where o.picture_id = p.picture_id) limit ${A_BATCH})`,
  );
  await inBatches(
    () => sql`
    delete from exchange_picture where file in (
      select file from exchange_picture e
       where came_at < ${new Date(now - UNNAMED_MS)}
         and not exists (select from product g where g.picture = 'onec:' || e.file and g.gone_at is null) limit ${A_BATCH})`,
  );
  await inBatches(
    () => sql`
    delete from exchange_picture where file in (
      select file from (select file, sum(coalesce(length(bytes), 0)) over (order by came_at desc, file) as upto
                          from exchange_picture) e
       where upto > ${mostKept}
         and not exists (select from picture_source s where s.source_id = sha256(convert_to('onec:' || e.file, 'UTF8')) and s.unwanted_at is null)
       limit ${A_BATCH})`,
  );

  async function inBatches(statement: () => ReturnType<typeof sql>): Promise<void> {
    for (;;) {
      const { numAffectedRows = 0n } = await statement().execute(db);
      if (numAffectedRows < A_BATCH) return;
    }
  }
}
