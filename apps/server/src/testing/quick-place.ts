import { chmod, mkdtemp, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOM_BYTES = 2_000_000_000;

/** Where a test puts a database: memory if there is plenty: copying a database is hundreds of small files, and took 8 ms there and 300 ms on a disk. */
export async function quickPlace(): Promise<string> {
  const memory = await statfs('/dev/shm').catch(() => undefined);
  return memory && memory.bavail * memory.bsize > ROOM_BYTES ? '/dev/shm' : tmpdir();
}

/** Folders of test runs begin like this; the process that made it follows. */
export const PREFIX = 'bonum-test-';

/** A folder for a database. Should this process be killed, the next run removes it. */
export async function quickFolder(): Promise<string> {
  const folder = await mkdtemp(join(await quickPlace(), `${PREFIX}${process.pid}-`));
  // Root lends PostgreSQL another account, which must get in.
  await chmod(folder, 0o755);
  return folder;
}
