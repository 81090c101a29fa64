import type { Away, FaultFacts, Refused } from '../system-of-record.ts';
import { isObject, neverOpen } from './ask-gateway.ts';
import { atOnce } from './at-once.ts';
import { decodeBody } from './decode-body.ts';
import type { TheirClock } from './their-clock.ts';

/** Less than whoever waits for an answer from us does. */
const PATIENCE_MS = 8000;

/** An answer, whatever it says. */
export interface Heard {
  readonly state: 'heard';
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface AskSystem {
  (url: string | URL, request?: RequestInit): Promise<Heard | Away>;
}

export interface SystemLine {
  /** How many calls may be under way at the same moment. */
  readonly most: number;
  readonly patienceMs?: number;
  /** Hears with each answer what time it is there. */
  readonly theirClock?: TheirClock;
}

/**
 * Asks a system of record over HTTP. What it says is for its own adapter to understand; decided here is what no system says: a line that
 * breaks, somebody in front of it who asks to come later, or who leads to a page for people.
 */
export function askSystem({ most, patienceMs = PATIENCE_MS, theirClock }: SystemLine): AskSystem {
  const within = atOnce(most);
  return (url, request = {}) =>
    within(async () => {
      const answered = theirClock?.asking();
      try {
        const response = await fetch(url, {
          redirect: 'manual',
          ...request,
          signal: AbortSignal.timeout(patienceMs),
        });
        answered?.(response.headers);
        return hear(response, Buffer.from(await response.arrayBuffer()));
      } catch (error) {
        return away(neverOpen(error) ? 'unreachable' : 'no-answer');
      }
    });
}

export const away = (because: string): Away => ({ state: 'away', because });
export const refused = (because: string, about: FaultFacts = {}): Refused => ({
  state: 'refused',
  because,
  about,
});

function hear({ status, headers }: Response, body: Buffer): Heard | Away {
  if (status === 429 || status === 503) return busy(headers);
  if (status >= 300 && status < 400) return away('led-elsewhere');
  if (status === 502 || status === 504) return away('no-answer');
  return { state: 'heard', status, headers, text: decodeBody(body, headers.get('content-type')) };
}

/** `Retry-After` is in seconds, or a day and time by the clock of who says so. */
function busy(headers: Headers): Away {
  const after = headers.get('retry-after');
  if (after === null) return away('busy');
  const now = Date.parse(headers.get('date') ?? '') || Date.now();
  const seconds = /^\d+$/.test(after) ? Number(after) : (Date.parse(after) - now) / 1000;
  return seconds > 0 ? { ...away('busy'), retryAfterMs: Math.ceil(seconds * 1000) } : away('busy');
}

/** The JSON of an answer; undefined: it is none, as a page for people with status 200 is. */
export function jsonOf({ text }: Pick<Heard, 'text'>): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export type Row = Readonly<Record<string, unknown>>;

/** An object of JSON; undefined: it is something else. */
export function objectOf(answer: Pick<Heard, 'text'>): Row | undefined {
  const said = jsonOf(answer);
  return isObject(said) ? said : undefined;
}
