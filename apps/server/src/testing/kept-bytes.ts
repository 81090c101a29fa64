import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** What is kept in memory, without what nobody needs any more. */
export function keptBytes(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/**
 * By how much memory grows from the first half of some work to the second. Buffers on their way and what else the
 * process does come on top of some samples; what is really kept is under all of them, so the least of each half counts.
 *
 * @param samples of `keptBytes`, evenly over the work
 */
export function growthOf(samples: readonly number[]): number {
  const middle = Math.floor(samples.length / 2);
  return Math.min(...samples.slice(middle)) - Math.min(...samples.slice(0, middle));
}
