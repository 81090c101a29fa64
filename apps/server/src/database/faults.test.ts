import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Rig } from '../testing/fault-rig.ts';
import { quickFolder } from '../testing/quick-place.ts';
import type { Basket } from '../testing/till.ts';
import { troubleOf } from './trouble.ts';

const away = (detail: string): unknown[] => [503, 'database-away', expect.stringContaining(detail)];

describe('U12 a PostgreSQL that', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await Rig.set();
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  test('hangs: everybody is told so, nothing waits for ever, and it goes on by itself', async () => {
    await rig.sellAtLast();
    await rig.postgres.freeze();
    const sales = Array.from({ length: 12 }, () => rig.sale());
    for (const said of await Promise.all(sales.map((sale) => rig.sell(sale))))
      expect(said).toEqual(away('does not answer'));
    expect(await rig.ready()).toEqual([503, 'database-away']);
    expect((await fetch(`${rig.whole.baseUrl}/health`)).status).toBe(200);
    rig.postgres.thaw();
    for (const sale of sales) await rig.sellAtLast(sale);
    expect(await rig.ready()).toEqual([200, undefined]);
    expect(await rig.wrong()).toEqual([]);
  });

  test('hangs as transactions begin: nobody writes into one that is never committed', async () => {
    const { db, pool } = rig.whole.database;
    await Promise.all(Array.from({ length: pool.options.max }, () => pool.query('select pg_sleep(0.05)')));
    expect(pool.idleCount).toBe(pool.options.max);
    await rig.postgres.freeze();
    const begun = Array.from({ length: pool.options.max }, () => db.transaction().execute(async () => {}));
    for (const { reason } of rejected(await Promise.allSettled(begun)))
      expect(troubleOf(reason)).not.toBeNull();
    rig.postgres.thaw();
    for (let sale = 0; sale < pool.options.max; sale++) await rig.sellAtLast();
    expect(await rig.wrong()).toEqual([]);
  });

  test.each([
    { lost: 'what was sent to it', heard: false, written: false },
    { lost: 'its answer', heard: true, written: true },
  ])(
    'loses the line in a commit, and $lost: asked again the receipt is there once',
    async ({ heard, written }) => {
      const sale = rig.sale();
      rig.proxy.cut({ at: 'guard as (', heard });
      const cuts = rig.proxy.cuts;
      expect(await rig.sell(sale)).toEqual(away('does not answer'));
      expect(rig.proxy.cuts).toBe(cuts + 1);
      expect(await receiptsOf(rig, sale)).toBe(written ? 1 : 0);
      await rig.sellAtLast(sale);
      expect(await receiptsOf(rig, sale)).toBe(1);
      expect(await rig.wrong()).toEqual([]);
    },
  );

  test.each([{ heard: false }, { heard: true }])(
    'loses the line at the end of a transaction of several owners, heard: $heard: asked again it is done once',
    async ({ heard }) => {
      const [into, from] = [await rig.join(), await rig.join()];
      const merge = { mergeId: v7(), fromMemberId: from };
      rig.proxy.cut({ at: 'commit', heard });
      const cuts = rig.proxy.cuts;
      const first = await rig.ask(`members/${into}/merges`, merge);
      expect([first.status, first.answer['code']]).toEqual([503, 'database-away']);
      expect(rig.proxy.cuts).toBe(cuts + 1);
      expect((await rig.ask(`members/${into}/merges`, merge)).status).toBe(200);
      expect(await rig.postgres.ask(`select 1 from merge where merge_id = '${merge.mergeId}'`)).toHaveLength(
        1,
      );
      expect(await rig.wrong()).toEqual([]);
    },
  );

  test('is killed and recovers under load: nothing is lost, nothing doubled', async () => {
    const over = new AbortController();
    const tills = Array.from({ length: 4 }, async () => {
      while (!over.signal.aborted) await rig.sellAtLast();
    });
    await rig.sellAtLast();
    await rig.postgres.crash();
    expect(await rig.sell(rig.sale())).toEqual(away('does not answer'));
    await rig.postgres.start();
    await rig.sellAtLast();
    over.abort();
    await Promise.all(tills);
    expect(await rig.wrong()).toEqual([]);
  });

  test('takes no changes: that is what is said, and quotes go on', async () => {
    const set = async (value: string): Promise<void> => {
      await rig.postgres.ask(`alter system set default_transaction_read_only = ${value}`);
      await rig.postgres.ask('select pg_reload_conf()');
    };
    await set('on');
    const sale = rig.sale();
    await expect.poll(() => rig.sell(sale)).toEqual(away('takes no changes'));
    expect((await rig.ask('receipts/quote', sale)).status).toBe(200);
    await set('off');
    await rig.sellAtLast(sale);
    expect(await rig.wrong()).toEqual([]);
  });
});

function rejected(all: readonly PromiseSettledResult<unknown>[]): PromiseRejectedResult[] {
  const found = all.filter((one) => one.status === 'rejected');
  expect(found).toHaveLength(all.length);
  return found;
}

async function receiptsOf({ postgres }: Rig, { key }: Basket): Promise<number> {
  return (await postgres.ask(`select 1 from receipt where number = '${key.number}'`)).length;
}

/** A disk of its own that can be filled: memory with a limit. */
const SMALL = '160m';
const mountDisk = (folder: string): void => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SMALL},mode=755`, 'bonum', folder], { stdio: 'pipe' });
};
const unmountDisk = (folder: string): void => {
  execFileSync('umount', ['-l', folder]);
};

/** Only an administrator of Linux may set one up, and in most containers not even they: so it is tried. */
async function mayMount(): Promise<boolean> {
  const folder = await quickFolder();
  try {
    mountDisk(folder);
    unmountDisk(folder);
    return true;
  } catch {
    return false;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe.skipIf(!(await mayMount()))('U12 a disk that is full', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await quickFolder();
    mountDisk(folder);
  });
  afterAll(async () => {
    unmountDisk(folder);
    await rm(folder, { recursive: true, force: true });
  });

  test('is named, nothing is half done, and with room again it goes on by itself', async () => {
    const home = join(folder, 'postgres');
    await mkdir(home, { mode: 0o755 });
    await using rig = await Rig.set(home);
    const ballast = join(folder, 'ballast');
    const filled = await writeFile(ballast, Buffer.alloc(200_000_000)).catch((error: unknown) => error);
    expect(filled).toMatchObject({ code: 'ENOSPC' });
    const refused: Basket[] = [];
    while (refused.length < 3) {
      const sale = rig.sale();
      const said = await rig.sell(sale);
      if (said[0] === 200) continue;
      expect(said).toEqual(away('disk is full'));
      refused.push(sale);
    }
    await rm(ballast);
    for (const sale of refused) await rig.sellAtLast(sale);
    expect(await rig.wrong()).toEqual([]);
  });
});
