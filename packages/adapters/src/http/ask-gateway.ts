import type { Delivery } from '../ports.ts';

/** Less than a worker waits for a channel. */
const PATIENCE_MS = 8000;

export type Answered =
  | { readonly ok: true; readonly status: number; readonly body: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly delivery: Delivery };

/**
 * Asks a gateway over HTTP. What it says in JSON is for its own adapter to understand, whatever the status; the rest is decided
 * here: only a line that was never open is surely one over which nothing went.
 */
export async function askGateway(url: string, request: RequestInit): Promise<Answered> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      ...request,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (error) {
    return not(
      neverOpen(error) ? { state: 'later', because: 'away' } : { state: 'unsure', because: 'no-answer' },
    );
  }
  if (response.status === 429 || response.status === 503) return not({ state: 'later', because: 'busy' });
  const body = await response.json().catch(() => null);
  if (isObject(body)) return { ok: true, status: response.status, body };
  if (response.status >= 400 && response.status < 500)
    return not({ state: 'refused', because: `http-${response.status}` });
  return not({ state: 'unsure', because: 'not-understood' });
}

const not = (delivery: Delivery): Answered => ({ ok: false, delivery });

const before = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

export function neverOpen(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return isObject(cause) && before.has(String(cause['code']));
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `1.85` of the currency, as gateways write costs, in millionths. */
export function micros(cost: unknown): number | undefined {
  const value = typeof cost === 'string' || typeof cost === 'number' ? Number(cost) : Number.NaN;
  return Number.isFinite(value) && value >= 0 ? Math.round(value * 1_000_000) : undefined;
}

/** `+79161234567` as gateways want it. */
export const digitsOf = (phone: string): string => phone.replace(/\D/g, '');
