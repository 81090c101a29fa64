import { sql } from 'kysely';
import type { ExchangeShell } from './session.ts';

/** So many of the rows that were not taken are told to whoever looks after 1C at once; all that are kept, by `report`. */
const TOLD = 20;

interface Asked {
  readonly sessionId: string;
  readonly file: string;
}

/** What has become of a file; the first time it is asked, and when it has come again, somebody is to read it. */
export async function askImport(shell: ExchangeShell, { sessionId, file }: Asked): Promise<string> {
  const { db, clock } = shell;
  await db.transaction().execute(async (transaction) => {
    await sql`select from exchange_session where session_id = ${sessionId} for update`.execute(transaction);
    const fresh = sql`session_id = ${sessionId} and not sealed and (file = ${file} or file ~* '[.]zip$')`;
    const { numAffectedRows } = await sql`
      insert into exchange_import as i (session_id, file, state, asked_at)
      values (${sessionId}, ${file}, 'waiting', ${new Date(clock())})
      on conflict (session_id, file) do update
         set state = 'waiting', asked_at = excluded.asked_at, beat_at = null, message = null
       where i.state in ('done', 'failed') and exists (select from exchange_part where ${fresh})`.execute(
      transaction,
    );
    if (numAffectedRows === 1n)
      await sql`update exchange_part set sealed = true where ${fresh}`.execute(transaction);
  });
  const found = await db
    .selectFrom('exchange_import')
    .select(['state', 'taken', 'bad', 'parts', 'of_parts', 'message'])
    .where('session_id', '=', sessionId)
    .where('file', '=', file)
    .executeTakeFirstOrThrow();
  const sum = `Взято строк: ${found.taken}, с замечаниями: ${found.bad}`;
  if (found.state === 'failed') return ['failure', found.message ?? '', sum].join('\n');
  if (found.state === 'done')
    return ['success', sum, ...(await problems(shell, { sessionId, file }, TOLD))].join('\n');
  const share = found.of_parts > 0 ? `, прочитано ${Math.floor((found.parts * 100) / found.of_parts)} %` : '';
  return `progress\n${sum}${share}`;
}

/** All that was not taken, or not whole, of any file of an exchange. */
export async function report(shell: ExchangeShell, sessionId: string): Promise<string> {
  const files = await shell.db
    .selectFrom('exchange_import')
    .select(['file', 'state', 'taken', 'bad', 'message'])
    .where('session_id', '=', sessionId)
    .orderBy('asked_at')
    .orderBy('file')
    .execute();
  const lines = ['success'];
  for (const { file, state, taken, bad, message } of files) {
    lines.push(`${file}: ${stateWords[state]}, взято строк: ${taken}, с замечаниями: ${bad}`);
    if (message !== null) lines.push(message);
    lines.push(...(await problems(shell, { sessionId, file }, null)));
  }
  return lines.join('\n');
}

const stateWords = { waiting: 'ждёт', running: 'читается', done: 'прочитан', failed: 'не прочитан' } as const;

async function problems(
  { db }: ExchangeShell,
  { sessionId, file }: Asked,
  most: number | null,
): Promise<string[]> {
  const { rows } = await sql<{ line: number; what: string; reason: string }>`
    select line, what, reason from exchange_problem
     where session_id = ${sessionId} and file = ${file} order by number limit ${most}`.execute(db);
  return rows.map(({ line, what, reason }) => `строка ${line}, ${what === '' ? 'без Ид' : what}: ${reason}`);
}
