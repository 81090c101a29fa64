import type { Problem } from '@bonum/client';

/** Why there is no answer. Each has its words in `frame/words.ts`; a page adds those for refusals of its own. */
export type Failure =
  /** This machine has no network. */
  | { readonly kind: 'offline' }
  /** The server did not answer, or could not. */
  | { readonly kind: 'away' }
  /** The session is over. */
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'refused'; readonly code: Problem['code']; readonly problem: Problem };

/** Sentences for refusals, by codes that there are. */
export type Refusals = Readonly<Partial<Record<Problem['code'], string>>>;

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

/** What a question is answered with: `type Staff = Answered<typeof askStaff>`. */
export type Answered<Ask extends (...input: never[]) => Promise<Answer<unknown>>> = Extract<
  Awaited<ReturnType<Ask>>,
  { ok: true }
>['value'];

interface Replied<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** Every way in which a call can end, as a value: `await answered(api.GET('/v1/brand'))`. */
export async function answered<T>(call: Promise<Replied<T>>): Promise<Answer<T>> {
  let replied: Replied<T>;
  try {
    replied = await call;
  } catch {
    return { ok: false, failure: { kind: navigator.onLine ? 'away' : 'offline' } };
  }
  const { data, error, response } = replied;
  if (response.ok && data !== undefined) return { ok: true, value: data };
  return { ok: false, failure: failureOf(response.status, error) };
}

function failureOf(status: number, error: unknown): Failure {
  if (status === 401) return { kind: 'signed-out' };
  if (status >= 500 || !isProblem(error)) return { kind: 'away' };
  return { kind: 'refused', code: error.code, problem: error };
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
