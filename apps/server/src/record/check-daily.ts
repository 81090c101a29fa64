import type { Shell } from '../operation.ts';
import { lastChecked, type Checked } from './state.ts';

const DAY_MS = 86_400_000;

/**
 * Looks whether the system of record has what Bonum needs: the first time it is called, and then once a day, or as soon as there is an
 * answer. What is called otherwise there is known before somebody asks why something does not arrive.
 */
export function dailyCheck(shell: Shell): () => Promise<false> {
  let isFirst = true;
  return async () => {
    const { record, db, wallClock } = shell;
    if (!record) return false;
    const last = isFirst ? null : await lastChecked(db, record.system);
    if (last === null || isOld(last, wallClock())) await record.check(shell);
    isFirst = false;
    return false;
  };
}

const isOld = ({ at, checks }: Checked, now: number): boolean =>
  now - at >= DAY_MS || checks.every(({ fault }) => fault !== null);
