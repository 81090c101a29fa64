import { operation, refuse } from '../operation.ts';
import { cursorOf, readCursor } from './cursor.ts';
import { readEntries } from './read-audit.ts';

const USUAL = 50;

/** Who saw and changed what, the newest first. */
export const listAudit = operation('list-audit', async ({ shell }, asked) => {
  const { after, limit = USUAL, ...filter } = asked;
  const place = after === undefined ? null : readCursor(after);
  if (after !== undefined && place === null)
    return refuse('bad-request', 'Send `after` as it came with the page before.', { path: '/after' });
  const found = await readEntries(shell.db, filter, { after: place, limit: limit + 1 });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    ok: true,
    value: {
      entries: page.map(({ shown }) => shown),
      next: found.length > limit && last ? cursorOf(last.place) : null,
    },
  };
});
