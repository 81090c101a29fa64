import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { operations as contracts, scopes, type Answer, type Input, type OperationId } from '@bonum/contract';
import { instant, validateProgramme, type Programme } from '@bonum/engine';
import { verify } from '@bonum/ledger';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { expect } from 'vitest';
import { codeHash } from '../confirmations/check-confirmation.ts';
import { answerChecker } from '../http/validation.ts';
import type { Caller, Operation, Outcome, Shell } from '../operation.ts';
import { operations } from '../operations.ts';
import { publish } from '../programme/publish.ts';
import { programmesOf } from '../programme/programmes.ts';
import { allInvariants } from '../verify/all-invariants.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { Till } from './till.ts';

export const minutes = (count: number): number => count * 60_000;
export const days = (count: number): number => minutes(count * 24 * 60);
/** A Sunday noon in Moscow. */
const opening = Date.parse('2026-11-22T12:00:00+03:00');

/** May do everything, everywhere. */
export const anybody: Caller = { keyId: v7(), name: 'test', scopes, storeId: null, tillId: null };

/** A chain with a live programme on a database of its own; its time stands still until a test moves it. */
export class Chain {
  now = opening;
  readonly database: TestDatabase;
  readonly shell: Shell;
  readonly till: Till;

  constructor(database: TestDatabase) {
    const clock = () => instant(this.now);
    const { db } = database;
    const programmes = programmesOf(db);
    const rest = {
      secret: 'only for the tests of this house',
      publicUrl: 'https://chain.example',
      channel: 'sms',
    };
    this.database = database;
    this.shell = { db, clock, wallClock: clock, programmes, ...rest };
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
    const outcome = await run(this.shell, caller, input);
    holdToContract(id, outcome);
    return outcome;
  }

  /** The answer of an operation that must go well. */
  async must<Id extends OperationId>(id: Id, input: Input<Id>): Promise<Answer<Id>> {
    const outcome = await this.ask(id, input);
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

  /** The code that was sent for a confirmation: of all messages to that person the one with the right code. */
  async sentCode(confirmationId: string): Promise<string> {
    const { rows } = await sql<{ body: string; hash: Buffer }>`
      select m.body, c.code_hash as hash from confirmation c join message m on m.owner_id = c.owner_id
       where c.confirmation_id = ${confirmationId}`.execute(this.shell.db);
    const { secret } = this.shell;
    const codes = rows.map(({ body, hash }) => ({ code: /\d{6}/.exec(body)?.[0] ?? '', hash }));
    const sent = codes.find(({ code, hash }) => codeHash(secret, confirmationId, code).equals(hash));
    if (!sent) throw new Error(`no code was sent for ${confirmationId}`);
    return sent.code;
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
): () => Promise<void> {
  return async () => {
    await using database = await createDatabase({ poolSize: 20 });
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
const everywhere = ['busy', 'bad-request', 'wrong-store'];
const checks = new Map<string, (answer: unknown) => readonly unknown[]>();
const checker = answerChecker();

function holdToContract(id: OperationId, outcome: Outcome<unknown>): void {
  const { answer, refusals } = contracts[id];
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
