import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import type { KeyCaller } from '../operation.ts';
import { anybody, inChain, type Chain } from '../testing/chain.ts';
import { authenticate } from './authenticate.ts';

const HOUR_MS = 3_600_000;

async function made(chain: Chain): Promise<{ keyId: string; secret: string }> {
  const keyId = v7();
  const { secret } = await chain.must('create-key', { keyId, name: 'Сайт', scopes: ['members:read'] });
  return { keyId, secret };
}

const opens = async (chain: Chain, secret: string): Promise<boolean> =>
  (await authenticate(chain.shell, secret)) !== null;

const shown = async (chain: Chain, keyId: string) => {
  const { keys } = await chain.must('list-keys', {});
  return keys.find((key) => key.keyId === keyId);
};

describe('G9 a key is given a new secret', () => {
  test(
    'the old one works on for as long as was said, and one sees which is used',
    inChain('clothing', async (chain) => {
      const { keyId, secret: old } = await made(chain);
      expect((await shown(chain, keyId))?.secret.usedAt).toBeNull();
      expect(await opens(chain, old)).toBe(true);
      const usedAt = (await shown(chain, keyId))?.secret.usedAt;
      expect(usedAt).not.toBeNull();
      chain.now += 1000;
      const { secret, key } = await chain.must('rotate-key', { keyId, overlapMinutes: 60 });
      expect(key.secret.usedAt).toBeNull();
      expect(key.oldSecret?.usedAt).toBe(usedAt);
      expect([await opens(chain, old), await opens(chain, secret)]).toEqual([true, true]);
      chain.now += HOUR_MS - 1;
      expect(await opens(chain, old)).toBe(true);
      const both = await shown(chain, keyId);
      expect(both?.oldSecret?.usedAt).toBe(new Date(chain.now).toISOString());
      expect(both?.secret.usedAt).not.toBe(both?.oldSecret?.usedAt);
      chain.now += 1;
      expect([await opens(chain, old), await opens(chain, secret)]).toEqual([false, true]);
      expect((await shown(chain, keyId))?.oldSecret).toBeNull();
    }),
  );

  test(
    'without an overlap the old one ends at once; and a running one can be ended before its time',
    inChain('clothing', async (chain) => {
      const { keyId, secret: first } = await made(chain);
      const { secret: second } = await chain.must('rotate-key', { keyId, overlapMinutes: 0 });
      expect([await opens(chain, first), await opens(chain, second)]).toEqual([false, true]);
      chain.now += 1000;
      const { secret: third } = await chain.must('rotate-key', { keyId, overlapMinutes: 60 });
      const ended = await chain.must('end-old-secret', { keyId });
      expect(ended.oldSecret).toBeNull();
      expect(await chain.must('end-old-secret', { keyId })).toEqual(ended);
      expect([await opens(chain, second), await opens(chain, third)]).toEqual([false, true]);
      await chain.must('rotate-key', { keyId, overlapMinutes: 60 });
      await chain.must('revoke-key', { keyId });
      expect(await opens(chain, third)).toBe(false);
      expect(await chain.refusal('rotate-key', { keyId, overlapMinutes: 60 })).toBe('key-revoked');
      expect(await chain.refusal('rotate-key', { keyId: v7(), overlapMinutes: 60 })).toBe('unknown-key');
    }),
  );

  test(
    'an answer that was lost costs nothing: the one in use works on, until both are in use',
    inChain('clothing', async (chain) => {
      const { keyId, secret: old } = await made(chain);
      await opens(chain, old);
      const { secret: lost } = await chain.must('rotate-key', { keyId, overlapMinutes: 60 });
      const { secret: kept } = await chain.must('rotate-key', { keyId, overlapMinutes: 120 });
      expect([await opens(chain, old), await opens(chain, lost)]).toEqual([true, false]);
      chain.now += 119 * 60_000;
      expect([await opens(chain, old), await opens(chain, kept)]).toEqual([true, true]);
      expect(await chain.refusal('rotate-key', { keyId, overlapMinutes: 60 })).toBe('two-secrets');
      chain.now += 60_000;
      expect(await chain.refusal('rotate-key', { keyId, overlapMinutes: 60 })).toBe('ok');
    }),
  );

  test(
    'of many who do it at once one does, if they say what they have seen',
    inChain('clothing', async (chain) => {
      const { keyId } = await made(chain);
      const ifSecretSince = (await shown(chain, keyId))?.secret.since ?? '';
      chain.now += 1000;
      const answers = await Promise.all(
        Array.from({ length: 5 }, () =>
          chain.refusal('rotate-key', { keyId, overlapMinutes: 60, ifSecretSince }),
        ),
      );
      expect(answers.toSorted()).toEqual([...Array(4).fill('changed-since'), 'ok']);
    }),
  );

  test(
    'by none that may less, or works elsewhere',
    inChain('clothing', async (chain) => {
      const { keyId } = await made(chain);
      const narrow: KeyCaller = { ...anybody, scopes: ['keys:write'] };
      const ask = { keyId, overlapMinutes: 60 };
      expect(await chain.refusal('rotate-key', ask, narrow)).toBe('scope-missing');
      expect(await chain.refusal('rotate-key', ask, { ...anybody, storeId: 'S-1' })).toBe('wrong-store');
      expect(await chain.refusal('end-old-secret', { keyId }, narrow)).toBe('scope-missing');
    }),
  );
});

test(
  'G9 keys are listed page by page, the newest first, those that work apart from those that do not',
  inChain('clothing', async (chain) => {
    const all: string[] = [];
    for (let index = 0; index < 5; index++) {
      all.unshift((await made(chain)).keyId);
      if (index % 2 === 0) chain.now += 1000;
    }
    const seen: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await chain.must('list-keys', { limit: 2, ...(after !== undefined && { after }) });
      seen.push(...page.keys.map(({ keyId }) => keyId));
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen).toEqual(all);
    await chain.must('revoke-key', { keyId: all[1] ?? '' });
    const idsOf = async (revoked: boolean) =>
      (await chain.must('list-keys', { revoked })).keys.map(({ keyId }) => keyId);
    expect(await idsOf(true)).toEqual([all[1]]);
    expect(await idsOf(false)).toEqual(all.filter((id) => id !== all[1]));
  }),
);
