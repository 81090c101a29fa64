import { pino } from 'pino';
import { expect, test } from 'vitest';
import { runLoop } from './loop.ts';

const quiet = pino({ level: 'silent' });

test('goes on at once while there is more, and rests when there is not', async () => {
  const stop = new AbortController();
  let batches = 0;
  const work = async (): Promise<boolean> => {
    batches += 1;
    if (batches === 3) setTimeout(() => stop.abort(), 5);
    return batches < 3;
  };
  const began = performance.now();
  await runLoop({ name: 'test', restMs: 60_000, work }, stop.signal, quiet);
  expect(batches).toBe(3);
  expect(performance.now() - began).toBeLessThan(30_000);
});

test('finishes the batch under way before it stops', async () => {
  const stop = new AbortController();
  let finished = false;
  const work = async (): Promise<boolean> => {
    stop.abort();
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
    finished = true;
    return true;
  };
  await runLoop({ name: 'test', restMs: 1, work }, stop.signal, quiet);
  expect(finished).toBe(true);
});

test('a failure is logged and does not end the loop', async () => {
  const stop = new AbortController();
  const lines: string[] = [];
  const logger = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
  const work = async (): Promise<boolean> => {
    setTimeout(() => stop.abort(), 5);
    throw new Error('the database is away');
  };
  await runLoop({ name: 'test', restMs: 1, work }, stop.signal, logger);
  expect(lines.join()).toContain('the database is away');
});
