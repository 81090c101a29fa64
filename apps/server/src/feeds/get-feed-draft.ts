import type { Promotion } from '@bonum/engine';
import { operation, refuse } from '../operation.ts';
import { checkProgramme } from '../programme/check-programme.ts';

/** The live programme with what the promos of a feed would be; nothing of it counts before somebody publishes it. */
export const getFeedDraft = operation('get-feed-draft', async ({ shell }, { feedId }) => {
  const feed = await shell.db
    .selectFrom('feed')
    .select('promotions')
    .where('feed_id', '=', feedId)
    .executeTakeFirst();
  if (!feed) return refuse('unknown-feed', 'There is no such feed.', { path: '/feedId' });
  const { programme } = await shell.programmes.current();
  // Made by promotionsOf when the feed was read.
  const theirs = feed.promotions as unknown as readonly Promotion[];
  const ids = new Set(theirs.map(({ id }) => id));
  const draft = {
    ...programme,
    promotions: [...programme.promotions.filter(({ id }) => !ids.has(id)), ...theirs],
  };
  const checked = checkProgramme(draft);
  const problems = checked.ok
    ? []
    : checked.problems.map(({ path, code, message }) => ({ path, code, message }));
  return { ok: true, value: { programme: draft, promotions: [...ids], valid: checked.ok, problems } };
});
