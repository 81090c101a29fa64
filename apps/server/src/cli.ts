import { AssertionError } from 'node:assert';
import { Command } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import type { CommandContext } from './commands/context.ts';
import { readConfig } from './config.ts';

/** The programme `bonum`. A command is loaded when it is called for, so that each starts quickly. */
export async function main(argv: readonly string[]): Promise<void> {
  const bonum = new Command('bonum')
    .description('An open-source, self-hosted loyalty platform')
    .version(manifest.version);

  bonum
    .command('migrate')
    .description('bring the database up to date')
    .action(() => run(async (context) => (await import('./commands/migrate.ts')).migrateCommand(context)));

  await bonum.parseAsync(argv);
}

/** A command's life: configuration, signals, exit code. */
async function run(work: (context: CommandContext) => Promise<void>): Promise<void> {
  using signals = stopOnSignals();
  try {
    await work({ config: readConfig(), stop: signals.stop, print: console.log });
  } catch (error) {
    console.error(`bonum: ${describe(error)}`);
    process.exitCode = 1;
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** npm and a terminal both deliver one Ctrl-C; only a later one is meant as impatience. */
const IMPATIENCE_MS = 1000;

function stopOnSignals(): { stop: AbortSignal } & Disposable {
  const controller = new AbortController();
  let first: number | undefined;
  const onSignal = (): void => {
    first ??= performance.now();
    if (performance.now() - first > IMPATIENCE_MS) process.exit(130);
    controller.abort();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    stop: controller.signal,
    [Symbol.dispose]: () => {
      for (const signal of SIGNALS) process.off(signal, onSignal);
    },
  };
}

const BUGS = [TypeError, RangeError, ReferenceError, SyntaxError, AssertionError];

/** One line for what a person can put right; the stack only for a mistake of ours. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (BUGS.some((bug) => error instanceof bug)) return error.stack ?? error.message;
  // A refused connection is an AggregateError (IPv6, IPv4) without a message of its own.
  const [inner] = error instanceof AggregateError ? error.errors : [];
  return (error.message || (inner instanceof Error ? inner.message : error.name)).replaceAll('\n', ' ');
}
