import { readdir, rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskStore } from '@bonum/adapters/disk-store';
import { mangoTelephony } from '@bonum/adapters/mango';
import type { RecordingStore } from '@bonum/adapters/ports';
import { s3Store } from '@bonum/adapters/s3-store';
import { mangoOffice, type MangoOffice } from '@bonum/standins/mango';
import { s3Storage } from '@bonum/standins/s3';
import { silentWav } from '@bonum/standins/wav';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { takeCallNews } from '../calls/take-call-news.ts';
import { days, inChain, minutes, type Chain } from '../testing/chain.ts';
import { audioType } from './audio-type.ts';
import { fetchRecordings } from './fetch-recordings.ts';
import { forgetRecordings } from './forget-recordings.ts';

const keys = { key: 'chain', salt: 'agreed' };
const logger = pino({ level: 'silent' });

/** A chain with an exchange, and somewhere to keep recordings. */
async function recording(chain: Chain, store?: RecordingStore) {
  const office = await mangoOffice(keys);
  const folder = await mkdtemp(join(tmpdir(), 'bonum-kept-'));
  const recordings = store ?? diskStore(folder);
  const mango = mangoTelephony({ ...keys, url: office.url });
  Object.assign(chain.shell, { recordings });
  const means = {
    exchanges: { mango },
    byAddress: async () => ({ state: 'later', because: 'inward' }) as const,
    store: recordings,
  };
  return {
    office,
    /** One round of a worker. */
    work: async () => {
      await fetchRecordings(chain.shell, means, logger);
      const row = await chain.shell.db.selectFrom('recording').selectAll().executeTakeFirst();
      return row?.state;
    },
    files: async () =>
      (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile()).length,
    [Symbol.asyncDispose]: async () => {
      await office[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}

const told = (chain: Chain, recordRef = 'rec-1') =>
  takeCallNews(chain.shell, 'mango', [
    { externalCallId: 'E1', event: 'started', at: chain.now, clientPhone: '+79160000001', direction: 'in' },
    { externalCallId: 'E1', event: 'recording-ready', at: chain.now, recordRef },
  ]);

async function only(chain: Chain) {
  const { calls } = await chain.must('list-calls', {});
  const [call] = calls;
  return { callId: call?.callId ?? '', recordingId: call?.recordings[0]?.recordingId ?? '', call };
}

async function heard(
  chain: Chain,
  range: { first: number; last: number },
  caller?: Parameters<Chain['must']>[2],
) {
  const { callId, recordingId } = await only(chain);
  const file = await chain.must('get-call-recording', { callId, recordingId }, caller);
  return Buffer.from(await new Response(await file.open(range)).arrayBuffer());
}

const links = (office: MangoOffice) => [...office.links.values()];

describe('G7 a recording', () => {
  test(
    'is fetched by a link that is good for once, as soon as it is there',
    inChain('sportswear', async (chain) => {
      await using stand = await recording(chain);
      await told(chain);
      await told(chain);
      expect(await stand.work()).toBe('waiting');
      // Not before its time.
      stand.office.record('rec-1');
      expect([await stand.work(), links(stand.office)]).toEqual(['waiting', []]);
      chain.now += minutes(1);
      // The line breaks over the file: the link is used up, and another is asked for.
      stand.office.faults.push('drop-after');
      expect(await stand.work()).toBe('waiting');
      chain.now += minutes(2);
      expect(await stand.work()).toBe('kept');
      const wav = silentWav(3);
      expect((await heard(chain, { first: 0, last: wav.length - 1 })).equals(wav)).toBe(true);
      expect((await heard(chain, { first: 8, last: 11 })).toString()).toBe('WAVE');
      expect((await only(chain)).call?.recordings).toMatchObject([
        { state: 'kept', type: 'audio/wav', size: wav.length },
      ]);
      expect([await stand.files(), links(stand.office)]).toEqual([1, [0, 1]]);
    }),
  );

  test(
    'is fetched by one of two workers',
    inChain('sportswear', async (chain) => {
      await using stand = await recording(chain);
      await told(chain);
      stand.office.record('rec-1');
      await Promise.all(Array.from({ length: 4 }, () => stand.work()));
      expect(links(stand.office)).toEqual([1]);
    }),
  );

  test(
    'that is no sound is not kept, and one that never comes is given up',
    inChain('sportswear', async (chain) => {
      await using stand = await recording(chain);
      await told(chain);
      stand.office.record('rec-1', Buffer.from('<html><script>alert(1)</script></html>'));
      expect(await stand.work()).toBe('waiting');
      chain.now += days(3);
      expect(await stand.work()).toBe('lost');
      expect((await only(chain)).call?.recordings).toMatchObject([{ state: 'lost' }]);
      expect(await chain.refusal('get-call-recording', await only(chain))).toBe('unknown-recording');
    }),
  );

  test(
    'is heard by whoever may; each who listens stands in the audit log, once for all the seeking',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join({ phone: '+79160000001' });
      await using stand = await recording(chain);
      await told(chain);
      stand.office.record('rec-1');
      await stand.work();
      const senior = await chain.staff({ roles: ['senior-operator'] });
      for (const first of [0, 100, 2000, 0]) await heard(chain, { first, last: first + 9 }, senior.caller);
      const entries = () =>
        chain.shell.db
          .selectFrom('audit_entry')
          .select(['kind', 'operation', 'actor_id', 'detail'])
          .where('owner_id', '=', memberId)
          .where('operation', '=', 'get-call-recording')
          .execute();
      const { callId, recordingId } = await only(chain);
      expect(await entries()).toEqual([
        {
          kind: 'view',
          operation: 'get-call-recording',
          actor_id: senior.operatorId,
          detail: JSON.stringify({ callId, recordingId }),
        },
      ]);
      const other = await chain.staff({ roles: ['senior-operator'] });
      await Promise.all(Array.from({ length: 5 }, () => heard(chain, { first: 0, last: 9 }, other.caller)));
      chain.now += minutes(61);
      await heard(chain, { first: 50, last: 59 }, senior.caller);
      expect((await entries()).map(({ actor_id }) => actor_id)).toEqual([
        senior.operatorId,
        other.operatorId,
        senior.operatorId,
      ]);
    }),
  );

  test(
    'is kept as long as the setting says, then its file goes',
    inChain('sportswear', async (chain) => {
      await using stand = await recording(chain);
      await told(chain);
      stand.office.record('rec-1');
      await stand.work();
      const { callId, recordingId } = await only(chain);
      await chain.must('put-call-settings', { topics: [], keepRecordingsDays: 30 });
      chain.now += days(30) - 1;
      expect([await forgetRecordings(chain.shell), await stand.files()]).toEqual([0, 1]);
      chain.now += 1;
      expect(await forgetRecordings(chain.shell)).toBe(1);
      expect(await chain.refusal('get-call-recording', { callId, recordingId })).toBe('unknown-recording');
      expect([await stand.work(), await stand.files()]).toEqual(['deleted', 0]);
      // What is told again does not bring it back.
      await told(chain);
      expect([await stand.work(), await stand.files()]).toEqual(['deleted', 0]);
      expect((await only(chain)).call?.recordings).toMatchObject([{ state: 'deleted' }]);
    }),
  );

  test(
    'of somebody who is erased is deleted, with its row',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join({ phone: '+79160000001' });
      await using stand = await recording(chain);
      await told(chain);
      stand.office.record('rec-1');
      await stand.work();
      expect(await stand.files()).toBe(1);
      const { memberCaller } = await import('../testing/sign-in.ts');
      const caller = await memberCaller(chain.shell, memberId);
      const confirmationId = v7();
      await chain.must('send-proof', { confirmationId, by: 'phone', purpose: 'erase' }, caller);
      await chain.must('erase-me', { confirmationId, code: chain.sentCode(confirmationId) }, caller);
      chain.now = Math.max(chain.now, Date.now()) + minutes(1);
      expect([await stand.work(), await stand.files()]).toEqual([undefined, 0]);
    }),
  );

  test(
    'is sent to us by any exchange, and lies in storage that speaks S3',
    inChain('sportswear', async (chain) => {
      const account = { accessKeyId: 'chain', secretAccessKey: 'agreed', region: 'ru-1', bucket: 'calls' };
      await using storage = await s3Storage(account);
      await using _stand = await recording(chain, s3Store({ ...account, endpoint: storage.url }));
      const { callId } = await chain.must('report-call', {
        provider: 'own',
        externalCallId: '1',
        event: 'ended',
        at: new Date(chain.now).toISOString(),
      });
      const recordingId = v7();
      const send = (bytes: Buffer, type = 'audio/mpeg') => ({ callId, recordingId, file: { type, bytes } });
      expect(await chain.refusal('put-call-recording', send(Buffer.from('hello, this is text')))).toBe(
        'bad-recording',
      );
      expect(await chain.refusal('put-call-recording', { ...send(silentWav(1)), callId: v7() })).toBe(
        'unknown-call',
      );
      for (const seconds of [1, 2]) await chain.must('put-call-recording', send(silentWav(seconds)));
      expect([...storage.objects.values()]).toEqual([{ type: 'audio/wav', bytes: silentWav(2) }]);
      expect((await heard(chain, { first: 0, last: 3 })).toString()).toBe('RIFF');
    }),
  );
});

test('what a file is shows its beginning', () => {
  const of = (...bytes: (number | string)[]) =>
    audioType(
      Buffer.concat(
        bytes.map((one) => (typeof one === 'string' ? Buffer.from(one, 'latin1') : Buffer.from([one]))),
      ),
    );
  expect([of('ID3'), of(0xff, 0xfb, 0x90), of('OggS'), of('....ftypM4A '), audioType(silentWav(1))]).toEqual([
    'audio/mpeg',
    'audio/mpeg',
    'audio/ogg',
    'audio/mp4',
    'audio/wav',
  ]);
  for (const none of [of(), of('<html>'), of('%PDF-1.7'), of(0xff, 0xd8, 0xff), of('RIFF....AVI ')])
    expect(none).toBeNull();
});
