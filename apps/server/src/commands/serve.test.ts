import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { smsruGateway } from '@bonum/standins/smsru';
import { ucallerGateway } from '@bonum/standins/ucaller';
import { v7 } from 'uuid';
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
  env = {
    DATABASE_URL: database.url,
    BONUM_SECRET: SECRET,
    PORT: String(await freePort()),
    BONUM_STOP_GRACE_MS: '0',
  };
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
    await ensureDemoKeys(shellOf(other.db, { publicUrl: '' }, { secret: SECRET, channels: {} }));
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
    const figures = await freePort();
    const running = startBonum(['serve'], { ...env, BONUM_METRICS_PORT: String(figures) });
    await running.until('Bonum serves');
    const base = `http://127.0.0.1:${env['PORT']}`;
    const answer = await fetch(`${base}/v1/programme`, { headers: { authorization: `Bearer ${secret}` } });
    expect(await answer.json()).toMatchObject({ version: 1, programme: { id: 'sportswear' } });
    expect((await fetch(`${base}/ready`)).status).toBe(200);
    // Figures are told where they were asked for, and not to whoever reaches the tills' port.
    const told = await (await fetch(`http://127.0.0.1:${figures}/metrics`)).text();
    expect(told).toContain('bonum_requests_total{operation="get-programme",code="ok"} 1\n');
    expect((await fetch(`${base}/metrics`)).status).toBe(404);
    // Codes are for the phones they were sent to.
    expect((await fetch(`${base}/dev/messages`)).status).toBe(404);
    running.child.kill('SIGTERM');
    const { code, stdout } = await running.end();
    expect(code).toBe(0);
    expect(stdout).not.toContain(secret);
  });

  test('a worker without a channel says so once, and marks messages as failed', async () => {
    const { pool } = database;
    await pool.query(`insert into message (owner_id, message_id, purpose, body, steps, step, next_at, created_at, expires_at)
      values (gen_random_uuid(), gen_random_uuid(), 'news', '123456 code',
              '[{"channel": "sms", "to": ["+70001000001"], "waitSeconds": null}]', 0, now(), now(), now() + interval '1 hour')`);
    const running = startBonum(['worker'], env);
    await running.until('Bonum works');
    const failed = async (): Promise<unknown> =>
      (await pool.query('select failed from message')).rows[0]?.failed;
    await expect.poll(failed).not.toBeNull();
    running.child.kill('SIGINT');
    const { code, stdout } = await running.end();
    expect(code).toBe(0);
    expect(stdout.match(/No channel is configured/g)).toHaveLength(1);
    expect(stdout).not.toMatch(/123456|\+7000/);
    expect(await failed()).toBe('no-channel');
  });

  test('C2 with a file of channels codes go out: the server makes them, the worker rings and then writes', async () => {
    await using sms = await smsruGateway({ apiId: 'agreed' });
    await using calls = await ucallerGateway({ serviceId: 7, key: 'k' });
    calls.refuseWith = 1002;
    const folder = await mkdtemp(join(tmpdir(), 'bonum-serve-'));
    const file = join(folder, 'channels.json');
    const channels = {
      sms: { provider: 'smsru', apiId: 'agreed', url: sms.url },
      flashcall: { provider: 'ucaller', serviceId: 7, key: 'k', url: calls.url },
    };
    await writeFile(file, JSON.stringify(channels));
    const theirs = { ...env, BONUM_CHANNELS: file };
    const made = await runCommand(
      (context) => createKeyCommand(context, { name: 'till', scope: ['till'] }),
      env,
    );
    const key = /bonum_\S+/.exec(made.printed)?.[0] ?? '';
    const [server, worker] = [startBonum(['serve'], theirs), startBonum(['worker'], theirs)];
    await Promise.all([server.until('Bonum serves'), worker.until('Bonum works')]);
    const base = `http://127.0.0.1:${env['PORT']}`;
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ confirmationId: v7(), purpose: 'join', phone: '+79160000001' });
    const ask = async () =>
      (await fetch(`${base}/v1/confirmations`, { method: 'POST', headers, body })).json();
    expect(await ask()).toMatchObject({ channel: 'flashcall', next: { channel: 'sms' } });
    await expect.poll(() => sms.sent, { timeout: 30_000 }).toHaveLength(1);
    expect(sms.sent[0]).toMatchObject({ phone: '79160000001', text: expect.stringMatching(/^\d{6} — код/) });
    const form = sms.callback([[sms.sent[0]?.id ?? '', 103]]);
    const delivered = async () => {
      const told = await fetch(`${base}/callbacks/smsru`, { method: 'POST', body: form });
      expect(await told.text()).toBe('100');
      return ask();
    };
    await expect.poll(delivered, { timeout: 30_000 }).toMatchObject({ channel: 'sms', state: 'delivered' });
    for (const { child } of [server, worker]) child.kill('SIGTERM');
    const ends = await Promise.all([server.end(), worker.end()]);
    expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    expect(ends.map(({ stdout }) => stdout).join()).not.toMatch(/9160000001|код|agreed/);
    expect([calls.rung.length, sms.sent.length]).toEqual([0, 1]);
    await rm(folder, { recursive: true });
  });
});
