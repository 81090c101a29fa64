import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { s3Storage } from '@bonum/standins/s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RecordingStore } from '../ports.ts';
import { diskStore } from './disk-store.ts';
import { s3Store } from './s3-store.ts';

const account = { accessKeyId: 'chain', secretAccessKey: 'agreed', region: 'ru-1', bucket: 'calls' };
const bytes = Buffer.from('0123456789');
const name = '2026/11/0d7e.wav';
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonum-recordings-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(sha256 = createHash('sha256').update(bytes).digest('hex')) {
  const path = join(folder, 'fetched');
  await writeFile(path, bytes);
  return { path, type: 'audio/wav', sha256 };
}

async function keepsRecordings(store: RecordingStore): Promise<void> {
  const read = async (first: number, last: number) => {
    const body = await store.read(name, { first, last });
    return body && new Response(body).text();
  };
  expect(await read(0, 9)).toBeNull();
  await store.put(name, await file());
  await store.put(name, await file());
  expect([await read(0, 9), await read(3, 5), await read(9, 9)]).toEqual(['0123456789', '345', '9']);
  await store.remove(name);
  await store.remove(name);
  expect(await read(0, 9)).toBeNull();
}

describe('G7 recordings are kept', () => {
  test('in a folder, under names that we make', async () => {
    const store = diskStore(join(folder, 'kept'));
    await keepsRecordings(store);
    await expect(store.remove('../fetched.wav')).rejects.toThrow('a name that we did not make');
  });

  test('in storage that holds every request to its signature', async () => {
    await using storage = await s3Storage(account);
    const place = { ...account, endpoint: storage.url };
    await keepsRecordings(s3Store({ ...place, prefix: 'bonum' }));
    await s3Store(place).put(name, await file());
    expect(storage.objects.get(name)).toEqual({ type: 'audio/wav', bytes });
    await expect(s3Store(place).put(name, await file('00'.repeat(32)))).rejects.toThrow('403');
    await expect(
      s3Store({ ...place, secretAccessKey: 'guessed' }).read(name, { first: 0, last: 1 }),
    ).rejects.toThrow('403');
    storage.faults.push({ status: 503, body: '' });
    expect(await s3Store(place).read(name, { first: 0, last: 1 })).not.toBeNull();
  });
});
