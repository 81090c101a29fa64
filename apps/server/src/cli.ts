import { AssertionError } from 'node:assert';
import { Command } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import type { CommandContext } from './commands/context.ts';
import type { ReplayOptions } from './commands/replay.ts';
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

  addServers(bonum);
  // Their help names the scopes; other commands start without the contract.
  if (argv[2] === 'key') addKeys(bonum, (await import('@bonum/contract')).scopes);
  else addKeys(bonum, []);
  addStaff(bonum);
  addProgrammes(bonum);
  bonum
    .command('replay')
    .description(
      'replay a purchase history (CSV or CSV.gz) under a programme of its own, or as history of live members',
    )
    .argument('<file>')
    .option('--programme <file>', 'calculate with this programme, apart from live members')
    .option('--scope <name>', 'keep it apart under this name; by default each file and programme is apart')
    .option('--report <file>', 'write the figures as JSON')
    .option('--members-report <file>', 'write a CSV row per member')
    .action((file: string, options: ReplayOptions) =>
      run(async (context) => (await import('./commands/replay.ts')).replayCommand(context, file, options)),
    );

  await bonum.parseAsync(argv);
}

function addServers(bonum: Command): void {
  bonum
    .command('demo')
    .description('a chain made up for trying Bonum out, with everything it needs; what `npm start` runs')
    .option(
      '--connected <system>',
      'with a stand-in of onec, sap or sbis that keeps members and points; anew each time',
    )
    .action((flags) =>
      run(async (context) => (await import('./commands/demo.ts')).demoCommand(context, flags)),
    );
  bonum
    .command('serve')
    .description('serve the API (production)')
    .action(() => run(async (context) => (await import('./commands/serve.ts')).serveCommand(context)));
  bonum
    .command('worker')
    .description('deliver messages and book what falls due (production)')
    .action(() => run(async (context) => (await import('./commands/worker.ts')).workerCommand(context)));
  bonum
    .command('verify')
    .description('prove every invariant over the whole database')
    .option('--json', 'as one JSON document')
    .action((flags) =>
      run(async (context) => (await import('./commands/verify.ts')).verifyCommand(context, flags)),
    );
}

function addKeys(bonum: Command, scopes: readonly string[]): void {
  const key = bonum.command('key').description('keys of tills, sites and partners');
  key
    .command('create')
    .description('make a key; its secret is shown once')
    .requiredOption('--name <name>', 'whose it is')
    .requiredOption('--scope <scope...>', `what it may do: ${scopes.join(', ')}`)
    .option('--store <id>', 'only in this store')
    .option('--till <id>', 'only at this till')
    .option('--sandbox', 'it works in the sandbox and touches nothing real')
    .action((flags) =>
      run(async (context) => (await import('./commands/key.ts')).createKeyCommand(context, flags)),
    );
  key
    .command('list')
    .description('all keys, without their secrets')
    .action(() => run(async (context) => (await import('./commands/key.ts')).listKeysCommand(context)));
  key
    .command('revoke <key-id...>')
    .description('revoke keys, at once and for good')
    .action((keyIds) =>
      run(async (context) => (await import('./commands/key.ts')).revokeKeysCommand(context, keyIds)),
    );
}

function addStaff(bonum: Command): void {
  bonum
    .command('staff')
    .description('operators of the desk')
    .command('create')
    .description('invite an operator, such as the first administrator; their link is shown once')
    .requiredOption('--login <login>', 'what they sign in by')
    .requiredOption('--name <name>', 'who they are')
    .requiredOption('--role <role...>', 'what they may do: administrator, operator …')
    .action((flags) =>
      run(async (context) => (await import('./commands/staff.ts')).createOperatorCommand(context, flags)),
    );
}

function addProgrammes(bonum: Command): void {
  const programme = bonum.command('programme').description("the chain's rules");
  const load = () => import('./commands/programme.ts');
  programme
    .command('validate <file>')
    .description('say every mistake of a programme, with its place')
    .action((file) => run(async (context) => (await load()).validateProgrammeCommand(context, file)));
  programme
    .command('publish <file>')
    .description('make a programme the live one')
    .action((file) => run(async (context) => (await load()).publishProgrammeCommand(context, file)));
  programme
    .command('show')
    .description('print the live programme')
    .action(() => run(async (context) => (await load()).showProgrammeCommand(context)));
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
    if (performance.now() - first > IMPATIENCE_MS) {
      console.error('bonum: told to stop a second time; what was under way is broken off');
      process.exit(130);
    }
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
