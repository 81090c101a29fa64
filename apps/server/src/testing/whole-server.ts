import { scopes } from '@bonum/contract';
import { verify } from '@bonum/ledger';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { buildServer } from '../http/server.ts';
import { authenticate } from '../keys/authenticate.ts';
import { insertKey } from '../keys/create-key.ts';
import { allInvariants } from '../verify/all-invariants.ts';
import { handlersOf, shellOf } from '../wire.ts';
import { createDatabase, type TestDatabase } from './database.ts';

/** Everything as in production, on a database of its own. */
export interface WholeServer extends AsyncDisposable {
  readonly database: TestDatabase;
  readonly server: FastifyInstance;
  /** May do everything. */
  readonly key: string;
  readonly baseUrl: string;
  /** The code that was sent for a confirmation. */
  readonly codeOf: (confirmationId: string) => Promise<string>;
  /** A sentence for each invariant that does not hold. */
  readonly breaks: () => Promise<string[]>;
  /** A digest of every table's content: equal when nothing was written. */
  readonly content: () => Promise<string>;
}

export async function wholeServer(): Promise<WholeServer> {
  const database = await createDatabase();
  const { db } = database;
  const shell = shellOf(
    db,
    { publicUrl: 'http://localhost:3000' },
    { secret: 'a secret that is only for the tests of this house', channel: 'sms' },
  );
  const key = 'bonum_a_key_that_may_do_everything';
  const { clock } = shell;
  await insertKey(db, {
    keyId: v7(),
    name: 'test',
    scopes,
    storeId: null,
    tillId: null,
    demo: false,
    secret: key,
    now: clock(),
  });
  const server = buildServer({
    handlers: handlersOf(shell),
    authenticate: (secret) => authenticate(db, secret),
    logger: pino({ level: 'silent' }),
    checkAnswers: true,
  });
  const baseUrl = await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    database,
    server,
    key,
    baseUrl,
    codeOf: (confirmationId) => sentCode(database, confirmationId),
    breaks: async () =>
      (await Array.fromAsync(verify(db, { invariants: allInvariants }))).map(({ sentence }) => sentence),
    content: () => contentOf(database),
    [Symbol.asyncDispose]: async () => {
      await server.close();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** The message of a confirmation was written in the same instant. */
async function sentCode({ db }: TestDatabase, confirmationId: string): Promise<string> {
  const { rows } = await sql<{ body: string }>`
    select m.body from confirmation c join message m on m.owner_id = c.owner_id and m.created_at = c.created_at
     where c.confirmation_id = ${confirmationId}`.execute(db);
  return /\d{6}/.exec(rows[0]?.body ?? '')?.[0] ?? 'no code was sent';
}

async function contentOf({ db }: TestDatabase): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(db);
  const digests = tables.map(
    ({ name }) =>
      sql`select ${name} || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from ${sql.table(name)} t`,
  );
  const { rows } = await sql<{ digest: string }>`${sql.join(digests, sql` union all `)}`.execute(db);
  return rows.map(({ digest }) => digest).join('\n');
}
