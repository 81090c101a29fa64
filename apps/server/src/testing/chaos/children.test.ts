import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { childrenOf } from './children.ts';

test('a process that was started is a child until it has ended', async () => {
  // Its name has a blank and a bracket, as any may.
  const script = 'process.title = "a ) child"; console.log("runs"); setInterval(() => {}, 1000)';
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(child.stdout, 'data');
  expect(await childrenOf(process.pid)).toContain(child.pid);
  expect(await childrenOf(child.pid ?? 0)).toEqual([]);
  child.kill('SIGKILL');
  await once(child, 'close');
  expect(await childrenOf(process.pid)).not.toContain(child.pid);
});
