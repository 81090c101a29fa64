import { operations, type Answer, type Input } from '@bonum/contract';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { codeHash } from '../../confirmations/code.ts';
import type { Connection } from '../../database/connect.ts';
import { SECRET } from './stand.ts';
import type { Struck } from './struck.ts';

/** What tills ask, and kills are aimed at. */
export const calls = [
  'quote-receipt',
  'hold-points',
  'commit-receipt',
  'cancel-receipt',
  'return-receipt',
  'sync-receipts',
] as const;
export type Call = (typeof calls)[number];

export interface Counter {
  requests: number;
  /** No answer came: the connection broke or the time ran out. */
  lost: number;
  /** The server asked to come again. */
  turnedAway: number;
  /** Points were reserved, and the receipt was given up: they are free again. */
  released: number;
  /** Receipts made without network that were sent: sales, returns and cancellations. */
  synced: number;
  /** Statuses that no till should ever see. */
  readonly wrong: string[];
}

/** What a till was told in the end, for each thing it asked. */
export interface Journal {
  readonly sales: { request: Input<'commit-receipt'>; answer: Answer<'commit-receipt'> }[];
  readonly returns: { request: Input<'return-receipt'>; answer: Answer<'return-receipt'> }[];
  readonly cancels: { request: Input<'cancel-receipt'>; answer: Answer<'cancel-receipt'> }[];
}

export interface Place {
  readonly baseUrl: string;
  readonly key: string;
  readonly connection: Connection;
  readonly counter: Counter;
  readonly struck: Struck;
}

/** How long a till waits for an answer, and before it asks again. */
const PATIENCE_MS = 2000;
const REST_MS = 40;

type Said<Id extends Call> = { ok: true; value: Answer<Id> } | { ok: false; code: string };

/** Asks until there is an answer, the same request each time. */
export async function ask<Id extends Call>(place: Place, id: Id, input: Input<Id>): Promise<Said<Id>> {
  place.counter.requests += 1;
  for (;;) {
    const begun = place.struck.begin(id);
    const said = await askOnce(place, id, input);
    begun.end(said !== null);
    if (said) return said;
    await pause(REST_MS);
  }
}

/** null: there is no answer, and the till asks again. */
async function askOnce<Id extends Call>(place: Place, id: Id, input: Input<Id>): Promise<Said<Id> | null> {
  const { counter } = place;
  try {
    const answer = await fetch(`${place.baseUrl}/v1${operations[id].path}`, {
      method: 'POST',
      body: JSON.stringify(input),
      headers: { authorization: `Bearer ${place.key}`, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const said: unknown = await answer.json();
    if (answer.ok) return { ok: true, value: said as Answer<Id> };
    const { code } = said as { code: string };
    if (answer.status < 500 && answer.status !== 429) return { ok: false, code };
    if (answer.status === 503 || answer.status === 429) counter.turnedAway += 1;
    else counter.wrong.push(`${id}: ${answer.status} ${code}`);
  } catch {
    counter.lost += 1;
  }
  return null;
}

/** The answer of what must be booked: here nothing that a till sends is wrong. */
export async function must<Id extends Call>(place: Place, id: Id, input: Input<Id>): Promise<Answer<Id>> {
  const said = await ask(place, id, input);
  if (said.ok) return said.value;
  throw new Error(`${id} was refused: ${said.code}: ${JSON.stringify(input)}`);
}

/** No channel sends codes here, so the code is put where it would be. */
export async function confirm(
  { db }: Connection,
  { ownerId, purpose }: { ownerId: string; purpose: 'spend' | 'join' },
): Promise<{ confirmationId: string; code: string }> {
  const [confirmationId, code] = [v7(), '123456'];
  for (;;) {
    try {
      await sql`
        insert into confirmation (owner_id, confirmation_id, purpose, kind, address, language, code_hashes, tries_left, created_at, expires_at)
        values (${ownerId}::uuid, ${confirmationId}::uuid, ${purpose}, 'phone', '+70001000001', 'ru',
                array[${codeHash(SECRET, confirmationId, code)}::bytea], 5, now(), now() + interval '1 hour')
        on conflict (owner_id, confirmation_id) do nothing`.execute(db);
      return { confirmationId, code };
    } catch {
      // The database is being killed.
      await pause(REST_MS);
    }
  }
}

interface Sent {
  readonly method: 'PUT' | 'POST' | 'GET';
  readonly path: string;
  readonly body?: object;
}

/** What is asked while nothing is killed. */
export async function send(
  { baseUrl, key }: Pick<Place, 'baseUrl' | 'key'>,
  { method, path, body }: Sent,
): Promise<unknown> {
  const answer = await fetch(`${baseUrl}/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const said: unknown = await answer.json();
  if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(said)}`);
  return said;
}
