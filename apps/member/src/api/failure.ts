import type { Problem } from '@bonum/client';
import { heardTheTime } from './clock.ts';

/** Why there is no answer. Each has its words in `shell/failed.tsx`; a page adds those for refusals of its own. */
export type Failure =
  /** This device has no network. */
  | { readonly kind: 'offline' }
  /** The server did not answer, or could not. */
  | { readonly kind: 'away' }
  /** The session is over. */
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'refused'; readonly code: Problem['code']; readonly problem: Problem };

export type Answer<T> =
  | {
      readonly ok: true;
      readonly value: T;
      /** When this was so, if it is no longer certain: the last known answer, shown without network. */
      readonly asOf: Date | null;
    }
  | { readonly ok: false; readonly failure: Failure };

export const isRefused = (answer: Answer<unknown> | null, code: Problem['code']): boolean =>
  answer?.ok === false && answer.failure.kind === 'refused' && answer.failure.code === code;

/** What the service worker writes on an answer that it remembered. */
const AS_OF = 'bonum-as-of';

interface Replied<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** Every way in which a call can end, as a value: `await answered(client.GET('/v1/me'))`. */
export async function answered<T>(call: Promise<Replied<T>>): Promise<Answer<T>> {
  let replied: Replied<T>;
  try {
    replied = await call;
  } catch {
    return { ok: false, failure: { kind: navigator.onLine ? 'away' : 'offline' } };
  }
  const { data, error, response } = replied;
  const asOf = response.headers.get(AS_OF);
  if (asOf === null) heardTheTime(response);
  if (response.ok && data !== undefined) {
    return { ok: true, value: data, asOf: asOf === null ? null : new Date(asOf) };
  }
  return { ok: false, failure: failureOf(response.status, error) };
}

function failureOf(status: number, error: unknown): Failure {
  if (status === 401) return { kind: 'signed-out' };
  if (status >= 500 || !isProblem(error)) return { kind: 'away' };
  return { kind: 'refused', code: error.code, problem: error };
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
