import { isBeaten, type Writes } from '../write.ts';

/** Writes, and tells what was set aside for it what became of it. */
export async function writing(writes: Writes, write: () => Promise<void>): Promise<void> {
  const drawn = writes.owners.flatMap((owner) => owner.drawn ?? []);
  try {
    await write();
  } catch (error) {
    // A connection may break after the database has committed.
    for (const one of drawn) one.end(isBeaten(error) ? 'not-written' : 'unknown');
    throw error;
  }
  for (const one of drawn) one.end('written');
}
