import type { Answer } from '@bonum/contract';
import type { Instant } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { Attempt, Step } from '../messages/next-act.ts';
import { maskAddress, type Address } from './address.ts';
import { digitsOf } from './code.ts';
import type { Purpose } from './purposes.ts';

/** How a code is on its way, for whoever waits for it. */
export type CodeAnswer = Answer<'request-confirmation'>;

/** How far a code has come. */
export interface Progress {
  readonly confirmationId: string;
  readonly purpose: Purpose;
  readonly address: Address;
  readonly expiresAt: number;
  readonly beganAt: number;
  readonly steps: readonly Step[];
  readonly step: number;
  readonly attempts: readonly Attempt[];
}

interface Found {
  readonly purpose: Purpose;
  readonly kind: Address['kind'];
  readonly address: string;
  readonly beganAt: number;
  readonly expiresAt: number;
  readonly steps: readonly Step[] | null;
  readonly step: number | null;
  readonly attempts: readonly Attempt[];
}

/** Everything of one code, in one statement on its owner's shard; null: there is none. */
export async function readProgress(
  db: Kysely<Database>,
  ownerId: string,
  confirmationId: string,
): Promise<Progress | null> {
  const { rows } = await sql<Found>`
    select c.purpose, c.kind, c.address, c.created_at as "beganAt", c.expires_at as "expiresAt", m.steps, m.step,
           ${attemptsOf(ownerId)} as attempts
      from confirmation c left join message m on m.owner_id = ${ownerId} and m.message_id = c.confirmation_id
     where c.owner_id = ${ownerId} and c.confirmation_id = ${confirmationId}`.execute(db);
  const [found] = rows;
  if (!found) return null;
  const { kind, address, steps, step, ...rest } = found;
  return { ...rest, confirmationId, address: { kind, value: address }, steps: steps ?? [], step: step ?? 0 };
}

/** The attempts of a message `m` of an owner, in their order. */
export const attemptsOf = (ownerId: string): RawBuilder<unknown> => sql`coalesce((
  select jsonb_agg(jsonb_build_object('step', a.step, 'nth', a.nth, 'state', a.state, 'tries', a.tries, 'because', a.because,
           'beganAt', (extract(epoch from a.began_at) * 1000)::bigint,
           'answeredAt', (extract(epoch from a.answered_at) * 1000)::bigint) order by a.step, a.nth)
    from attempt a where a.owner_id = ${ownerId} and a.message_id = m.message_id), '[]')`;

/** What whoever waits for a code may know of its way. */
export function answerProgress(progress: Omit<Progress, 'purpose'>, now: Instant): CodeAnswer {
  const { confirmationId, address, expiresAt, steps } = progress;
  const at = Math.min(plannedStep(progress, now), Math.max(steps.length - 1, 0));
  const channel = steps[at]?.channel ?? 'sms';
  return {
    confirmationId,
    channel,
    state: stateAt(progress, at),
    digits: digitsOf(channel),
    sentTo: maskAddress(address),
    expiresAt: iso(expiresAt),
    next: nextOf(progress, at),
  };
}

/** Where nothing was tried, by what was planned: a code that is only pretended moves on as a real one does. */
function plannedStep({ steps, step, attempts, beganAt }: Omit<Progress, 'purpose'>, now: number): number {
  if (attempts.length > 0) return step;
  let [at, since] = [step, beganAt];
  for (;;) {
    const wait = steps[at]?.waitSeconds ?? null;
    if (wait === null || at >= steps.length - 1 || now < since + wait * 1000) return at;
    [at, since] = [at + 1, since + wait * 1000];
  }
}

function stateAt({ attempts }: Omit<Progress, 'purpose'>, at: number): CodeAnswer['state'] {
  const states = attempts.filter(({ step }) => step === at).map(({ state }) => state);
  if (states.includes('delivered')) return 'delivered';
  // Nothing is known of a code whose channel did not answer; whoever waits may ask for another.
  const over = new Set(['refused', 'undelivered', 'unsure']);
  return states.length > 0 && states.every((state) => over.has(state)) ? 'failed' : 'on-its-way';
}

function nextOf({ steps, attempts, beganAt }: Omit<Progress, 'purpose'>, at: number): CodeAnswer['next'] {
  const [here, next] = [steps[at], steps[at + 1]];
  if (!here || !next) return null;
  const taken = attempts.filter(({ step, state }) => step === at && state === 'taken');
  const since = Math.max(beganAt, ...taken.map(({ answeredAt }) => answeredAt ?? 0));
  return {
    channel: next.channel,
    at: here.waitSeconds === null ? null : iso(since + here.waitSeconds * 1000),
  };
}
