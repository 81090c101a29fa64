import { readFile, writeFile } from 'node:fs/promises';

const SETTING = '/proc/sys/vm/nr_hugepages';
/** Of all memory that is free or may be made so. */
const MOST_SHARE = 0.25;

/**
 * Has Linux keep so much memory in huge pages, which PostgreSQL then uses by itself. Only root may; where others would miss it, or it is
 * not root, nothing is changed. Letting go of it gives back what was taken.
 * @param megabytes of 2^20 bytes
 */
export async function lendHugePages(megabytes: number): Promise<AsyncDisposable> {
  const lent = new AsyncDisposableStack();
  const before = await settingNow();
  const { free, bytes, available } = await memory();
  const wanted = Math.ceil((megabytes * 2 ** 20) / bytes) - free;
  // Asked for more than there is, the kernel would take all.
  const isModest = wanted * bytes <= available * MOST_SHARE;
  if (before === null || wanted <= 0 || !isModest) return lent;
  await setTo(before + wanted);
  // It gives as many as it finds room for.
  const given = ((await settingNow()) ?? before) - before;
  // Meanwhile another may have taken some, too.
  lent.defer(async () => setTo(Math.max(0, ((await settingNow()) ?? 0) - given)));
  if (given !== wanted) await lent.disposeAsync();
  return lent;
}

async function settingNow(): Promise<number | null> {
  const text = await readFile(SETTING, 'utf8').catch(() => null);
  return text === null ? null : Number(text);
}

const setTo = (pages: number): Promise<void> => writeFile(SETTING, String(pages)).catch(() => {});

async function memory() {
  const text = await readFile('/proc/meminfo', 'utf8').catch(() => '');
  const field = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
  return {
    // Some of those that nobody has touched yet are promised to somebody.
    free: field('HugePages_Free') - field('HugePages_Rsvd'),
    bytes: field('Hugepagesize') * 1024 || 2 ** 21,
    available: field('MemAvailable') * 1024,
  };
}
