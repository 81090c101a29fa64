import { sql } from 'kysely';
import { operation } from '../operation.ts';
import { readPictures } from './list-picture-problems.ts';

/** Has what could not be taken tried again by the next worker that has time. */
export const retryPictures = operation('retry-pictures', async ({ shell: { db }, now }) => {
  await sql`
    update picture_source set due_at = ${new Date(now)}
     where because is not null and unwanted_at is null and due_at > ${new Date(now)}`.execute(db);
  return { ok: true, value: await readPictures(db, now) };
});
