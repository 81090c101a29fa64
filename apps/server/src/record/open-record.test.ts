import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openRecord } from './open-record.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonum-record-'));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

const onec = {
  url: 'https://1c.chain.example/retail/odata/standard.odata',
  user: 'bonum',
  password: 'секрет',
  profile: 'rt2',
};

function unexpected(error: unknown): never {
  throw error;
}

let files = 0;
async function written(said: unknown, mode = 0o600): Promise<string> {
  files += 1;
  const file = join(folder, String(files));
  await writeFile(file, typeof said === 'string' ? said : JSON.stringify(said));
  await chmod(file, mode);
  return file;
}

const open = (systemOfRecordFile: string | undefined) => openRecord({ systemOfRecordFile }, unexpected);

/** What is said of a mistake. */
const mistake = async (said: unknown, mode?: number): Promise<string> => {
  const file = await written(said, mode);
  return open(file).then(
    () => 'none',
    (error: unknown) => (error instanceof Error ? error.message.replaceAll(file, 'FILE') : String(error)),
  );
};

describe('the file of BONUM_SYSTEM_OF_RECORD', () => {
  test('names a system, or none', async () => {
    expect((await open(await written({ system: 'onec', onec })))?.record.system).toBe('onec');
    expect(await open(undefined)).toBeUndefined();
    expect(await open(await written({ system: 'bonum' }, 0o644))).toBeUndefined();
  });

  test.each([
    [[], 'FILE is not a JSON object. docs/systems-of-record.md shows one.'],
    ['{"password": "секрет"', 'FILE is not a JSON object. docs/systems-of-record.md shows one.'],
    [{ system: 'oracle' }, 'BONUM_SYSTEM_OF_RECORD: set system to one of onec, sap, sbis, or bonum.'],
    [{ system: 'onec', onec, sap: {} }, 'BONUM_SYSTEM_OF_RECORD: sap is not known. Leave it out.'],
    [
      { system: 'onec', onec, ageSeconds: -1 },
      'BONUM_SYSTEM_OF_RECORD: set ageSeconds to a number of seconds, at most 3600.',
    ],
    [
      { system: 'onec', onec: { ...onec, password: { env: 'BONUM_NO_SUCH_THING' } } },
      'BONUM_SYSTEM_OF_RECORD takes onec.password from BONUM_NO_SUCH_THING, which is not set.',
    ],
    [
      { system: 'onec', onec: { ...onec, password: { file: '/no/such/file' } } },
      'BONUM_SYSTEM_OF_RECORD names /no/such/file for onec.password, which cannot be read.',
    ],
  ])('%j', async (said, message) => {
    expect(await mistake(said)).toBe(message);
  });

  test('what is wrong within is said without what stands there', async () => {
    const said = await mistake({ system: 'onec', onec: { ...onec, url: 'ftp://секрет' } });
    expect(said).toMatch(/^BONUM_SYSTEM_OF_RECORD: onec\.url: /);
    expect(said).not.toContain('секрет');
  });

  test.each([0o640, 0o604, 0o660, 0o644])(
    'with a password in it, and a mode of %o, is refused',
    async (mode) => {
      const message = await mistake({ system: 'onec', onec }, mode);
      expect(message).toMatch(/others than its owner may read it\. Run: chmod 600 FILE/);
      expect(message).not.toContain('секрет');
      const { password: _, ...without } = onec;
      const sbis = { appClientId: '1', appSecret: 'секрет', secretKey: { env: 'SABY' }, pointId: 1 };
      expect(await mistake({ system: 'sbis', sbis }, mode)).toMatch(/others than its owner/);
      // Where the password is elsewhere there is nothing to hide.
      const elsewhere = { ...without, password: { file: await written('секрет\n') } };
      expect(await mistake({ system: 'onec', onec: elsewhere }, mode)).toBe('none');
    },
  );

  test('says where a value is found: in the environment, or in a file of its own', async () => {
    vi.stubEnv('CHAIN_1C_USER', 'bonum');
    vi.stubEnv('CHAIN_1C_KIND', '0b0b0b0b-0000-4000-8000-000000000002');
    const settings = {
      ...onec,
      user: { env: 'CHAIN_1C_USER' },
      password: { file: await written('секрет\n') },
      values: { cardKind: { env: 'CHAIN_1C_KIND' } },
    };
    expect(await mistake({ system: 'onec', onec: settings })).toBe('none');
    // What is found is held to the same as what is said.
    vi.stubEnv('CHAIN_1C_URL', 'nowhere');
    expect(await mistake({ system: 'onec', onec: { ...settings, url: { env: 'CHAIN_1C_URL' } } })).toMatch(
      /onec\.url/,
    );
  });
});
