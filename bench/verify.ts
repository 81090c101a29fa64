import { join } from 'node:path';
import { Bonum, familyCpuSeconds, mostResidentMb } from './process.ts';
import type { Stand } from './stand.ts';

interface Report {
  readonly sound: boolean;
  readonly checks: readonly { readonly invariant: string; readonly milliseconds: number }[];
}

/** How long `bonum verify` takes over the whole database, for each million transfers in it. */
export async function benchVerify({
  stand,
  folder,
  say,
}: {
  readonly stand: Stand;
  readonly folder: string;
  readonly say: (line: string) => void;
}): Promise<number> {
  const { rows } = await stand.connection.pool.query<{ transfers: number; receipts: number }>(
    'select (select count(*) from transfer) as transfers, (select count(*) from receipt) as receipts',
  );
  const [there] = rows;
  if (!there) throw new Error('a select without a from gave no row');
  await stand.connection.pool.query('vacuum analyze');
  const before = await familyCpuSeconds(stand.postgres);
  const began = performance.now();
  await using bonum = new Bonum(['verify', '--json'], {
    env: { DATABASE_URL: stand.url },
    log: join(folder, 'verify.json'),
  });
  const { value, mostMb } = await mostResidentMb(bonum.pid, () => bonum.said());
  const seconds = (performance.now() - began) / 1000;
  const cpu = (await familyCpuSeconds(stand.postgres)) - before;
  const report = JSON.parse(value) as Report;
  if (!report.sound) throw new Error(`the books are not right: ${value}`);
  for (const { invariant, milliseconds } of report.checks
    .toSorted((a, b) => b.milliseconds - a.milliseconds)
    .slice(0, 12))
    say(`    ${invariant.padEnd(24)} ${(milliseconds / 1000).toFixed(1)} s`);
  say(
    `  ${there.transfers} transfers, ${there.receipts} receipts in ${seconds.toFixed(1)} s, CPU of PostgreSQL ${cpu.toFixed(1)} s, memory ${mostMb.toFixed(0)} MB`,
  );
  return seconds / (there.transfers / 1_000_000);
}
