import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHECKOUT } from '../config.ts';
import { freePort } from '../database/cluster.ts';
import { ensureDemoKeys } from '../demo/keys.ts';
import { startBonum } from '../testing/child.ts';
import { runCommand } from '../testing/command.ts';
import { createDatabase, type TestDatabase } from '../testing/database.ts';
import { shellOf } from '../wire.ts';
import { createKeyCommand, revokeKeysCommand } from './key.ts';
import { publishProgrammeCommand } from './programme.ts';
import { serveCommand } from './serve.ts';
import { workerCommand } from './worker.ts';

const SECRET = 'x'.repeat(40);
const programme = join(CHECKOUT, 'programmes/sportswear.json');
const commands = { serve: serveCommand, worker: workerCommand };
const both = ['serve', 'worker'] as const;

let database: TestDatabase;
let env: Record<string, string>;

beforeAll(async () => {
  database = await createDatabase();
  env = { DATABASE_URL: database.url, BONUM_SECRET: SECRET, PORT: String(await freePort()) };
});
afterAll(() => database[Symbol.asyncDispose]());

describe('what production refuses to start with', () => {
  const refusal = async (command: (typeof both)[number], changed: Record<string, string>) =>
    (await runCommand(commands[command], { ...env, ...changed })).failure;

  test.each(both)('%s: no secret, or that of the demo', async (command) => {
    expect(await refusal(command, { BONUM_SECRET: '' })).toContain('BONUM_SECRET is not set');
    expect(await refusal(command, { BONUM_SECRET: `demo-${SECRET}` })).toContain(
      "BONUM_SECRET is the demo's",
    );
  });

  test.each(both)('%s: no database, or one that is not migrated', async (command) => {
    expect(await refusal(command, { DATABASE_URL: '' })).toContain('DATABASE_URL is not set');
    await using empty = await createDatabase({ empty: true });
    expect(await refusal(command, { DATABASE_URL: empty.url })).toMatch(
      /^The database lacks 0001_.*bonum migrate$/,
    );
  });

  test('serve: no programme', async () => {
    expect(await refusal('serve', {})).toBe(
      'No programme is live. Publish one with: bonum programme publish FILE',
    );
  });

  test('both: keys of the demo, until they are revoked as the message says', async () => {
    await using other = await createDatabase();
    const theirs = { ...env, DATABASE_URL: other.url };
    await runCommand((context) => publishProgrammeCommand(context, programme), theirs);
    await ensureDemoKeys(shellOf(other.db, { publicUrl: '' }, { secret: SECRET, channel: null }));
    for (const command of both) {
      const [, ids = ''] = /bonum key revoke (.+)$/.exec((await refusal(command, theirs)) ?? '') ?? [];
      expect(ids.split(' ')).toHaveLength(3);
    }
    const [, ids = ''] = /revoke (.+)$/.exec((await refusal('serve', theirs)) ?? '') ?? [];
    await runCommand((context) => revokeKeysCommand(context, ids.split(' ')), theirs);
    const running = startBonum(['serve'], theirs);
    await running.until('Bonum serves');
    running.child.kill('SIGTERM');
    expect((await running.end()).code).toBe(0);
  });
});

describe('in production', () => {
  test('a programme and a key from the command line are enough to serve', async () => {
    await runCommand((context) => publishProgrammeCommand(context, programme), env);
    const flags = { name: 'site', scope: ['programme:read'] };
    const made = await runCommand((context) => createKeyCommand(context, flags), env);
    const secret = /bonum_\S+/.exec(made.printed)?.[0] ?? '';
    const running = startBonum(['serve'], env);
    await running.until('Bonum serves');
    const base = `http://127.0.0.1:${env['PORT']}`;
    const answer = await fetch(`${base}/v1/programme`, { headers: { authorization: `Bearer ${secret}` } });
    expect(await answer.json()).toMatchObject({ version: 1, programme: { id: 'sportswear' } });
    expect((await fetch(`${base}/ready`)).status).toBe(200);
    // Codes are for the phones they were sent to.
    expect((await fetch(`${base}/dev/messages`)).status).toBe(404);
    running.child.kill('SIGTERM');
    const { code, stdout } = await running.end();
    expect(code).toBe(0);
    expect(stdout).not.toContain(secret);
  });

  test('a worker without a channel says so once, and marks messages as failed', async () => {
    const { pool } = database;
    await pool.query(`insert into message values (gen_random_uuid(), gen_random_uuid(), 'sms', 'confirm-spend',
      '+70001000001', '123456 code', now(), null, null)`);
    const running = startBonum(['worker'], env);
    await running.until('Bonum works');
    const failed = async (): Promise<unknown> =>
      (await pool.query('select failed from message')).rows[0]?.failed;
    for (let waited = 0; waited < 200 && (await failed()) === null; waited++) await pause(50);
    running.child.kill('SIGINT');
    const { code, stdout } = await running.end();
    expect(code).toBe(0);
    expect(stdout.match(/No channel is configured/g)).toHaveLength(1);
    expect(stdout).not.toMatch(/123456|\+7000/);
    expect(await failed()).toBe('no-channel');
  });
});
