import { setTimeout as pause } from 'node:timers/promises';
import { takeLease, type Lease } from './link.ts';
import type { RecordMeans } from './means.ts';

/** How long somebody waits for another who talks to the system about the same member. */
const WAIT_MS = 2000;
const LOOK_MS = 25;

/** Does something while nobody else talks to the system about a member; null: somebody else does, and takes long. */
export async function alone<T>(
  { shell }: RecordMeans,
  ownerId: string,
  work: (lease: Lease) => Promise<T>,
): Promise<T | null> {
  const patience = performance.now() + WAIT_MS;
  for (;;) {
    const lease = await takeLease(shell, ownerId);
    if (lease) {
      try {
        return await work(lease);
      } finally {
        await lease.release();
      }
    }
    if (performance.now() >= patience) return null;
    await pause(LOOK_MS);
  }
}
