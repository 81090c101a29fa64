import { verify, type Break, type Check } from '@bonum/ledger';
import { allInvariants } from '../verify/all-invariants.ts';
import type { CommandContext } from './context.ts';
import { openLocalDatabase } from './local-database.ts';

export interface VerifyFlags {
  readonly json?: boolean;
}

/** Proves every invariant over the whole database. Fails when one is broken. */
export async function verifyCommand({ config, print }: CommandContext, flags: VerifyFlags): Promise<void> {
  await using local = await openLocalDatabase(config);
  const said: (line: string) => void = flags.json ? () => {} : print;
  const checks: Check[] = [];
  const breaks: Break[] = [];
  const onCheck = (check: Check): void => {
    checks.push(check);
    said(lineOf(check));
  };
  // Some are of one thread by nature; two at once keep two processors busy.
  const connections = Math.min(2, config.poolSize);
  const how = { invariants: allInvariants, connections, onCheck };
  for await (const found of verify(local.connection.db, how)) {
    breaks.push(found);
    said(`  ${found.sentence} (${found.row})`);
  }
  if (flags.json) print(JSON.stringify({ sound: breaks.length === 0, checks, breaks }, null, 2));
  if (breaks.length > 0) throw new Error(`${broken(checks)} of ${checks.length} invariants do not hold.`);
  said(`All ${checks.length} invariants hold.`);
}

const NAME_WIDTH = 24;

const lineOf = ({ invariant, breaks, milliseconds }: Check): string =>
  `${breaks === 0 ? 'ok    ' : 'BROKEN'} ${invariant.padEnd(NAME_WIDTH)} ${String(breaks).padStart(4)} breaks ${milliseconds.toFixed(0).padStart(6)} ms`;

const broken = (checks: readonly Check[]): number => checks.filter((check) => check.breaks > 0).length;
