import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { freePort, runningServer } from '../database/cluster.ts';
import { runBonum, startBonum } from '../testing/child.ts';
import { onDatabase } from '../testing/embedded-client.ts';
import { quickFolder } from '../testing/quick-place.ts';

const MEMBERS = 40;

test('B7 a start killed in the middle of making the chain up goes on with it', async () => {
  const folder = await quickFolder();
  const env = { BONUM_DATA: folder, PORT: String(await freePort()), BONUM_DEMO_MEMBERS: String(MEMBERS) };
  const first = startBonum(['demo'], env);
  await first.until('Making up');
  const members = await onDatabase(folder, async (client) => {
    for (;;) {
      const { rows } = await client.query<{ count: number }>('select count(*)::int as count from member');
      const count = rows[0]?.count ?? 0;
      if (count >= 5) {
        first.child.kill('SIGKILL');
        return count;
      }
      await pause(5);
    }
  });
  await first.end();
  expect(members).toBeLessThan(MEMBERS);

  const second = startBonum(['demo'], env);
  await second.until('Ctrl-C stops everything');
  // And two more, who show ways to sign in.
  expect(second.said()).toContain(`${MEMBERS + 2} members`);
  const verified = await runBonum(['verify', '--json'], { BONUM_DATA: folder });
  expect(JSON.parse(verified.stdout)).toMatchObject({ sound: true, breaks: [] });
  second.child.kill('SIGTERM');
  expect((await second.end()).code).toBe(0);
  expect(await runningServer(join(folder, 'postgres'))).toBeUndefined();
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});
