#!/usr/bin/env node
// Plain JavaScript for any Node: finds one that can run the rest, which is TypeScript.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
const bundled = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));

/**
 * V8 takes what it can get before it tidies up, and makes it depend on the size of the machine: 440 MB under load. A server needs some
 * 150; with these it stays below 250. It may gather garbage for six tenths of what it needs before it stops to look at all that there is,
 * instead of four and a half: every second such a stop held up some twenty tills. And it makes every object among the young ones: where
 * it took those of one place for long-lived, each was dead a moment later and kept all that it knew until such a stop, which came five
 * times as often (docs/decisions/0028).
 */
const frugal = ['serve', 'worker'].includes(process.argv[2])
  ? [
      '--max-semi-space-size=16',
      '--max-old-space-size=256',
      '--heap-growing-percent=60',
      '--no-allocation-site-pretenuring',
    ]
  : [];
/**
 * And glibc gives each thread an arena of its own, where what V8's helpers leave lying stays: with one for all a server under load
 * had 246 MB resident where it had 277, for no more of the processor's time. Elsewhere nobody reads it.
 */
const oneArena = frugal.length > 0 ? { MALLOC_ARENA_MAX: '1' } : {};
const isGiven = process.execArgv.some((flag) => flag.startsWith('--max-old-space-size'));

/**
 * Node cuts small buffers out of slabs of 64 KB, which V8 lets go of only when it stops to look at all that there is, and for which it
 * therefore stops. Each for itself they go with the first quick look.
 */
Buffer.poolSize = 0;

if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
  if (frugal.length > 0 && !isGiven) beginAnew(frugal);
  const { keepPlain } = await import('./plain.js');
  const wouldFindAll = keepPlain(
    fileURLToPath(new URL('../../../node_modules/.cache/bonum', import.meta.url)),
  );
  if (frugal.length > 0) {
    await import(`../src/commands/${process.argv[2]}.ts`);
    // After an update what took the types out would stay in memory for as long as this runs: sixteen megabytes.
    if (wouldFindAll()) beginAnew([]);
  }
  const { main } = await import('../src/cli.ts');
  await main(process.argv);
} else if (existsSync(bundled) && !process.execArgv.includes('--title=bonum')) {
  runWith(bundled);
} else {
  console.error(
    `bonum: this is Node ${process.versions.node}, but Bonum needs ${NEEDED} or newer. ` +
      'Run "npm ci" in the checkout, which brings it on Linux, or install it from https://nodejs.org.',
  );
  process.exitCode = 1;
}

/** As the same process; where the system cannot do that it goes on as it is. */
function beginAnew(flags) {
  const { execPath, execArgv, argv, env, platform } = process;
  if (platform === 'win32') return;
  process.execve(execPath, [execPath, ...execArgv, ...flags, ...argv.slice(1)], { ...oneArena, ...env });
}

function runWith(node) {
  // The title only marks the second try, so that a wrong binary cannot call itself for ever.
  const child = spawn(node, ['--title=bonum', ...frugal, ...process.argv.slice(1)], {
    stdio: 'inherit',
    env: { ...oneArena, ...process.env },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`bonum: ${node} does not run: ${error.message}`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}
