import { LeasedBudgets } from '../limits/leased-budgets.ts';
import { sql, type Kysely } from 'kysely';
import { demoCaller } from '../demo/keys.ts';
import { ensureProgramme } from '../demo/demo-programme.ts';
import { seedOnce } from '../demo/seed.ts';
import { connect, type Connection } from '../database/connect.ts';
import { isDistributed } from '../database/distribution/distribute.ts';
import type { Patience } from '../database/patience.ts';
import type { Database } from '../database/schema.ts';
import type { Shell } from '../operation.ts';
import { programmesOf } from '../programme/programmes.ts';
import { emptySandbox, markMade, readMark, type Mark } from './mark.ts';

export interface SandboxParts {
  /** A database of its own: nothing that is asked of the one can reach the other. */
  readonly url: string;
  /** The server's; what is signed in the sandbox is worth nothing outside of it. */
  readonly secret: string;
  readonly publicUrl: string;
  readonly clock: Shell['clock'];
  /** How long a statement may take; absent in tests of other things. */
  readonly patience?: Patience;
  readonly onError?: (error: unknown) => void;
  /** How many members its chain is made up with. */
  readonly members?: number;
}

/** Where keys of the sandbox work: a chain that is made up, in a database beside the real one. */
export interface Sandbox extends AsyncDisposable {
  /** What operations are given of it; null: it is just being made. */
  readonly shell: () => Promise<Shell | null>;
  /** Makes it up anew. @returns false: somebody else is at it */
  readonly reset: () => Promise<boolean>;
}

const MEMBERS = 12;
const CONNECTIONS = 4;
/** Any constant will do; it only has to be the same for every server. */
const LOCK = 4_712_003;

/** Nothing is connected to, nor made up, before somebody asks. */
export function openSandbox(parts: SandboxParts): Sandbox {
  const connection = connect(parts.url, {
    poolSize: CONNECTIONS,
    name: 'bonum-sandbox',
    ...(parts.patience && { patience: parts.patience }),
    onError: (error) => parts.onError?.(error),
  });
  const reset = (): Promise<boolean> => make(parts, 'anew');
  let known: { readonly epoch: number; readonly shell: Shell } | null = null;
  async function shell(): Promise<Shell | null> {
    const mark = await readMark(connection.db);
    if (mark === null) return (await make(parts, 'unless made')) ? shell() : null;
    if (mark.state === 'being made' && !(await make(parts, 'unless made'))) return null;
    // Made anew it has nothing in common with what is remembered of the one before.
    if (known?.epoch !== mark.epoch) {
      await known?.shell.budgets.close();
      known = { epoch: mark.epoch, shell: await shellIn(connection, parts, reset) };
    }
    return known.shell;
  }
  return {
    shell,
    reset,
    [Symbol.asyncDispose]: async () => {
      await known?.shell.budgets.close();
      await connection[Symbol.asyncDispose]();
    },
  };
}

/** Nothing leaves it: there is no telephone exchange in it, and no worker that would send what is written down as sent. */
async function shellIn(
  { db, pool }: Connection,
  { secret, publicUrl, clock }: SandboxParts,
  reset: Sandbox['reset'],
): Promise<Shell> {
  return {
    db,
    clock,
    wallClock: clock,
    programmes: programmesOf(db),
    budgets: new LeasedBudgets(db),
    distributed: await isDistributed(pool),
    secret: sandboxSecret(secret),
    channels: { sms: { codes: 'ours' }, email: { codes: 'ours' } },
    publicUrl,
    sandbox: { reset },
  };
}

const sandboxSecret = (secret: string): string => `sandbox of ${secret}`;

/** @returns false: somebody else is at it */
async function make(parts: SandboxParts, when: 'anew' | 'unless made'): Promise<boolean> {
  await using connection = connect(parts.url, {
    poolSize: CONNECTIONS,
    name: 'bonum-sandbox-make',
    durable: false,
    prepared: true,
  });
  const { db, pool } = connection;
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ ours: boolean }>('select pg_try_advisory_lock($1) as ours', [LOCK]);
    if (rows[0]?.ours !== true) return false;
    try {
      const mark = await readMark(db);
      if (when === 'unless made' && mark?.state === 'made') return true;
      await makeUp(connection, parts, mark);
      return true;
    } finally {
      await client.query('select pg_advisory_unlock($1)', [LOCK]);
    }
  } finally {
    client.release();
  }
}

async function makeUp(connection: Connection, parts: SandboxParts, before: Mark | null): Promise<void> {
  const { db } = connection;
  if (before === null) await requireEmpty(db);
  const epoch = (before?.epoch ?? 0) + 1;
  await emptySandbox(db, epoch);
  const shell = await shellIn(connection, parts, async () => false);
  await ensureProgramme(shell);
  const members = parts.members ?? MEMBERS;
  await seedOnce({ shell, caller: demoCaller, members, stop: new AbortController().signal });
  await shell.budgets.close();
  await markMade(db, epoch);
}

/** Whoever names the database of a chain here by mistake must not find it emptied. */
async function requireEmpty(db: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ used: boolean }>`
    select exists (select from owner) or exists (select from store) or exists (select from api_key) as used`.execute(
    db,
  );
  if (rows[0]?.used !== true) return;
  throw new Error(
    'The database of the sandbox has something in it that is not of the sandbox. Give it an empty one: BONUM_SANDBOX_DATABASE_URL',
  );
}
