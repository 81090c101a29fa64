import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { inChain } from '../testing/chain.ts';
import { DayQuotas, forgetKeyDays, usedToday } from './day-quotas.ts';

const HOUR_MS = 3_600_000;

/** How many of so many requests at once are let through. */
async function letThrough(quotas: DayQuotas, key: { keyId: string; mostPerDay: number }, times: number) {
  const counted = await Promise.all(Array.from({ length: times }, () => quotas.count(key)));
  return counted.filter(({ ok }) => ok).length;
}

describe('a quota of the day', () => {
  test(
    'is never exceeded by several servers at once, and what one gives back the others find',
    inChain('sportswear', async (chain) => {
      const key = { keyId: v7(), mostPerDay: 500 };
      const servers = Array.from({ length: 4 }, () => new DayQuotas(chain.shell));
      const before = await Promise.all(servers.map((server) => letThrough(server, key, 40)));
      expect(before).toEqual([40, 40, 40, 40]);
      const [first, ...others] = servers;
      await first?.close();
      let sum = 160;
      for (const server of others) sum += await letThrough(server, key, 600);
      expect(sum).toBe(500);
      expect(await usedToday(chain.shell, [key.keyId])).toEqual(new Map([[key.keyId, 500]]));
    }),
  );

  test(
    'ends at the midnight of the chain, in Moscow three hours before that of UTC',
    inChain('sportswear', async (chain) => {
      const key = { keyId: v7(), mostPerDay: 2 };
      const quotas = new DayQuotas(chain.shell);
      expect(await letThrough(quotas, key, 3)).toBe(2);
      // The chain's time is noon.
      expect(await quotas.count(key)).toEqual({ ok: false, left: 0, waitMs: 12 * HOUR_MS });
      chain.now += 12 * HOUR_MS - 1;
      expect(await quotas.count(key)).toEqual({ ok: false, left: 0, waitMs: 1 });
      chain.now += 1;
      expect(await letThrough(quotas, key, 3)).toBe(2);
    }),
  );

  test(
    'is told as far as it is known: what this server has set aside, and what was left beside it',
    inChain('sportswear', async (chain) => {
      const key = { keyId: v7(), mostPerDay: 500 };
      const [one, other] = [new DayQuotas(chain.shell), new DayQuotas(chain.shell)];
      expect(await one.count(key)).toEqual({ ok: true, left: 499, waitMs: 12 * HOUR_MS });
      await letThrough(other, key, 40);
      expect(await one.count(key)).toMatchObject({ ok: true, left: 498 });
      // When it asks again, it hears what the other has taken: two slices, the first of 23, the second of 22.
      await letThrough(one, key, 23);
      expect(await one.count(key)).toMatchObject({ ok: true, left: 500 - 45 - 26 });
    }),
  );

  test(
    'writes once for many requests',
    inChain('sportswear', async (chain) => {
      const key = { keyId: v7(), mostPerDay: 100_000 };
      const quotas = new DayQuotas(chain.shell);
      expect(await letThrough(quotas, key, 100)).toBe(100);
      expect(await usedToday(chain.shell, [key.keyId])).toEqual(new Map([[key.keyId, 100]]));
    }),
  );

  test(
    'of a day long ago is forgotten',
    inChain('sportswear', async (chain) => {
      const key = { keyId: v7(), mostPerDay: 5 };
      await new DayQuotas(chain.shell).count(key);
      const count = async () => (await chain.database.pool.query('select from key_day')).rowCount;
      await forgetKeyDays(chain.shell);
      expect(await count()).toBe(1);
      chain.now += 50 * 24 * HOUR_MS;
      await forgetKeyDays(chain.shell);
      expect(await count()).toBe(0);
    }),
  );
});
