import { iso } from '@bonum/ledger';
import { sql } from 'kysely';
import { operation } from '../operation.ts';
import { commandAnswer, readCommands } from './command-row.ts';

/** What is to happen in the system of record, the oldest first; what is through, the newest first. */
export const listRecordCommands = operation('list-record-commands', async ({ shell, caller }, asked) => {
  const limit = asked.limit ?? 50;
  const { state = 'open' } = asked;
  const states = state === 'open' ? ['waiting', 'refused'] : [state];
  const [at, ownerId, version, place] = asked.after?.split('_') ?? [];
  const isPlace =
    [at, ownerId, version, place].every((part) => part !== undefined) && !Number.isNaN(Date.parse(at ?? ''));
  const isOpen = states.includes('waiting') || states.includes('refused');
  const [beyond, order] = isOpen ? [sql`>`, sql`asc`] : [sql`<`, sql`desc`];
  const further = isPlace
    ? sql`(c.at, c.owner_id, c.version, c.place) ${beyond} (${at}::timestamptz, ${ownerId}::uuid, ${version}::bigint, ${place}::integer)`
    : sql`true`;
  const rows = await readCommands(
    shell.db,
    sql`c.state = any(${states}) and ${further}
      order by c.at ${order}, c.owner_id ${order}, c.version ${order}, c.place ${order} limit ${limit + 1}`,
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next =
    rows.length > limit && last ? [iso(last.at), last.ownerId, last.version, last.place].join('_') : null;
  return { ok: true, value: { commands: shown.map((row) => commandAnswer(row, caller)), next } };
});
