import { instant } from '@bonum/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authenticate } from '../keys/authenticate.ts';
import { runCommand, type CommandOutcome } from '../testing/command.ts';
import { createDatabase, type TestDatabase } from '../testing/database.ts';
import { createKeyCommand, listKeysCommand, revokeKeysCommand, type NewKeyFlags } from './key.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const opener = {
  get db() {
    return database.db;
  },
  clock: () => instant(Date.now()),
};
const env = (): Record<string, string> => ({ DATABASE_URL: database.url });
const create = (flags: NewKeyFlags): Promise<CommandOutcome> =>
  runCommand((context) => createKeyCommand(context, flags), env());
const list = (): Promise<CommandOutcome> => runCommand(listKeysCommand, env());
const revoke = (...ids: string[]): Promise<CommandOutcome> =>
  runCommand((context) => revokeKeysCommand(context, ids), env());

describe('G9 bonum key', () => {
  test('makes, lists and revokes, and shows the secret once', async () => {
    expect((await list()).printed).toContain('There are no keys.');
    const made = await create({ name: 'Сайт', scope: ['till', 'members:read', 'till'] });
    expect(made.failure).toBeNull();
    const secret = /bonum_\S+/.exec(made.printed)?.[0] ?? '';
    const keyId = made.printed.split(' ', 1)[0] ?? '';
    expect(await authenticate(opener, secret)).toMatchObject({
      keyId,
      scopes: ['till', 'members:read'],
    });
    const { printed } = await list();
    expect(printed).toBe(`${keyId}  Сайт  till members:read  everywhere`);
    expect((await revoke(keyId)).printed).toContain('revoked 20');
    expect((await list()).printed).toMatch(/Сайт.*revoked 20/);
    expect(await authenticate(opener, secret)).toBeNull();
  });

  test('refuses what makes no sense, in words', async () => {
    const failures = await Promise.all([
      create({ name: 'x', scope: ['everything'] }),
      create({ name: 'x', scope: ['till'], store: 'NOWHERE' }),
      revoke('x'),
      revoke('01932e2c-0000-7000-8000-00000000000a'),
    ]);
    expect(failures.map(({ failure }) => failure)).toEqual([
      expect.stringContaining('There is no scope "everything". There are: till,'),
      'Store NOWHERE is not there.',
      expect.stringContaining('"x" is not the id of a key.'),
      'There is no such key.',
    ]);
  });
});
