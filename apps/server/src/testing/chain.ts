import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChannelKind } from '@bonum/adapters/ports';
import {
  operations as contracts,
  scopes,
  type Answer,
  type Input,
  type OperationContract,
  type OperationId,
} from '@bonum/contract';
import { instant, validateProgramme, type Programme } from '@bonum/engine';
import { verify } from '@bonum/ledger';
import { v7 } from 'uuid';
import { expect } from 'vitest';
import { codeFor } from '../confirmations/code.ts';
import { answerChecker } from '../http/validation.ts';
import { LeasedBudgets } from '../limits/leased-budgets.ts';
import type { Caller, CallerOf, KeyCaller, Operation, Outcome, Shell } from '../operation.ts';
import { operations } from '../operations.ts';
import { publish } from '../programme/publish.ts';
import { programmesOf } from '../programme/programmes.ts';
import { togetherOf } from '../together.ts';
import { allInvariants } from '../verify/all-invariants.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { refusedStatements, strayStatements } from './one-shard.ts';
import { signInStaff, type StaffOf, type TestStaff } from './staff.ts';
import { Till } from './till.ts';
import { watching, type Seen } from './watching-client.ts';

export const minutes = (count: number): number => count * 60_000;
export const days = (count: number): number => minutes(count * 24 * 60);
/** A Sunday noon in Moscow. */
const opening = Date.parse('2026-11-22T12:00:00+03:00');

/**
 * What is rare, and nobody at a till waits for, may go over shards: two people become one, a phone gets an owner, codes come in
 * by the thousand, the office looks at budgets, a name brings new words to search by. docs/citus.md says so.
 */
const overShards: ReadonlySet<OperationId> = new Set([
  'merge-members',
  'undo-merge',
  'join-member',
  'update-member',
  'add-codes',
  'list-budgets',
  'add-receipt',
  'list-approvals',
  'link-card',
] satisfies OperationId[]);

/** May do everything, everywhere. */
export const anybody: KeyCaller = { keyId: v7(), name: 'test', scopes, storeId: null, tillId: null };

/** A chain with a live programme on a database of its own; its time stands still until a test moves it. */
export class Chain {
  now = opening;
  readonly database: TestDatabase;
  readonly shell: Shell;
  readonly till: Till;
  /** What the last operation sent, on a stand-in for a distributed database. */
  lastSeen: readonly Seen[] = [];

  constructor(database: TestDatabase) {
    const clock = () => instant(this.now);
    const { db } = database;
    const programmes = programmesOf(db);
    const rest = {
      secret: 'only for the tests of this house',
      publicUrl: 'https://chain.example',
      channels: { sms: { codes: 'ours' } } as const,
      // Where stand-ins are.
      webhookHosts: new Set(['127.0.0.1']),
    };
    this.database = database;
    this.shell = {
      db,
      clock,
      wallClock: clock,
      programmes,
      distributed: database.sharded,
      ...(!database.sharded && { together: togetherOf(db) }),
      budgets: new LeasedBudgets(db),
      ...rest,
    };
    this.till = new Till(this);
  }

  /** Runs an operation as the door would, and holds what it says to its contract. */
  async ask<Id extends OperationId>(
    id: Id,
    input: Input<Id>,
    caller: Caller = anybody,
  ): Promise<Outcome<Answer<Id>>> {
    // The compiler can't tell one row of the table from another by a type parameter.
    const { run } = operations[id] as unknown as Operation<Id>;
    const { value: outcome, seen } = await watching(() => run(this.shell, caller as CallerOf<Id>, input));
    holdToContract(id, outcome);
    if (this.database.sharded) await this.#holdToCitus(id, seen);
    if (this.database.sharded && !overShards.has(id)) await this.#holdToOneShard(id, seen);
    return outcome;
  }

  async #holdToCitus(id: OperationId, seen: readonly Seen[]): Promise<void> {
    const refused = await refusedStatements(this.database.pool, seen);
    if (refused.length > 0) throw new Error(`Citus would refuse ${id}: ${refused.join('\n')}`);
  }

  async #holdToOneShard(id: OperationId, seen: readonly Seen[]): Promise<void> {
    this.lastSeen = seen;
    const strays = await strayStatements(this.database.pool, seen);
    if (strays.length > 0) throw new Error(`${id} leaves its shard: ${strays.join('\n')}`);
  }

  /** The answer of an operation that must go well. */
  async must<Id extends OperationId>(id: Id, input: Input<Id>, caller?: Caller): Promise<Answer<Id>> {
    const outcome = await this.ask(id, input, caller);
    if (!outcome.ok) throw new Error(`${id}: ${outcome.code}: ${outcome.detail}`);
    return outcome.value;
  }

  /** The code with which an operation says no; 'ok' when it does not. */
  async refusal<Id extends OperationId>(id: Id, input: Input<Id>, caller?: Caller): Promise<string> {
    const outcome = await this.ask(id, input, caller);
    return outcome.ok ? 'ok' : outcome.code;
  }

  /** Publishes a shipped programme, with a part of it changed. */
  async publish(name: string, changes: object = {}): Promise<number> {
    return publish(this.shell.db, await shipped(name, changes), 'live');
  }

  /** The code that is sent for a confirmation. */
  sentCode(confirmationId: string, channel: ChannelKind = 'sms'): string {
    return codeFor(this.shell.secret, confirmationId, channel);
  }

  /** A new operator with these roles, who has signed in. */
  staff(of: StaffOf): Promise<TestStaff> {
    return signInStaff(this.shell, of);
  }

  /** What `bonum verify` finds, in words. */
  async breaks(): Promise<string[]> {
    const found = await Array.fromAsync(verify(this.shell.db, { invariants: allInvariants }));
    return found.map(({ sentence }) => sentence);
  }
}

/** For a test's body: a fresh chain with this programme, proved sound when the body is through. */
export function inChain(
  programme: string,
  body: (chain: Chain) => Promise<void>,
  changes: object = {},
  options: { shards?: boolean } = {},
): () => Promise<void> {
  return async () => {
    await using database = await createDatabase({ poolSize: 20, shards: options.shards === true });
    const chain = new Chain(database);
    await chain.publish(programme, changes);
    await chain.till.stock();
    await body(chain);
    expect(await chain.breaks()).toEqual([]);
  };
}

/** A shipped programme, with a part of it changed. */
export async function shipped(name: string, changes: object = {}): Promise<Programme> {
  const file = join(import.meta.dirname, '../../../../programmes', `${name}.json`);
  const document: object = JSON.parse(await readFile(file, 'utf8'));
  const checked = validateProgramme({ ...document, ...changes });
  if (!checked.ok) throw new Error(checked.problems.map(({ message }) => message.en).join('\n'));
  return checked.programme;
}

/** What any operation may refuse with, besides what its contract lists. */
const everywhere = ['busy', 'database-away', 'bad-request', 'wrong-store'];
const checks = new Map<string, (answer: unknown) => readonly unknown[]>();
const checker = answerChecker();

function holdToContract(id: OperationId, outcome: Outcome<unknown>): void {
  const { answer, refusals }: OperationContract = contracts[id];
  if (!outcome.ok) {
    expect([...refusals, ...everywhere], `refusals of ${id}`).toContain(outcome.code);
    return;
  }
  const check = checks.get(id) ?? checker(answer);
  checks.set(id, check);
  // As a client sees it.
  const failures = check(JSON.parse(JSON.stringify(outcome.value)));
  expect(failures, `the answer of ${id}`).toEqual([]);
}
