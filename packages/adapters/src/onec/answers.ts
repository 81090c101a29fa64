import { isObject } from '../http/ask-gateway.ts';
import { away, jsonOf, refused, type Heard } from '../http/ask-system.ts';
import type { Away, Refused } from '../system-of-record.ts';
import { textIn, type Row } from './row.ts';

/** What a call came to. */
export type Answered =
  | { readonly state: 'answered'; readonly body: Row }
  /** There is no such object. */
  | { readonly state: 'missing' }
  /** There is one with this key already. */
  | { readonly state: 'exists' }
  /** Somebody has changed it since it was read. */
  | { readonly state: 'stale' }
  /** What was asked for in this way is unknown to the base; another way may work. */
  | { readonly state: 'unsupported'; readonly said: string }
  | Away
  | Refused;

/** What 1C itself has said, as opposed to a web server before it. */
interface Said {
  readonly code: string;
  readonly value: string;
}

/** Makes out of an answer what it means. A page of HTML with 200 is none: nobody knows what became of the call. */
export function meaningOf({ status, text }: Pick<Heard, 'status' | 'text'>): Answered {
  const body = jsonOf({ text });
  if (status >= 200 && status < 300) {
    if (isObject(body) && !('odata.error' in body)) return { state: 'answered', body };
    return text.trim() === '' ? { state: 'answered', body: {} } : away('not-understood');
  }
  if (status === 412) return { state: 'stale' };
  const said = saidIn(body);
  if (said) return bySaying(status, said);
  if (/лиценз|сеанс/i.test(text)) return away('no-session');
  return away(status === 401 ? 'wrong-login' : `http-${status}`);
}

/** What is said of a query, and may be said otherwise. */
const ofQuery = new Set(['0', '1', '2', '6', '11', '12', '14', '21']);

function bySaying(status: number, { code, value }: Said): Answered {
  if (code === '9') return { state: 'missing' };
  if (code === '15') return { state: 'exists' };
  if (code === '20' || status === 401) return refused('no-rights', { said: value });
  if (code === '8') return refused('not-published', { said: value });
  // Somebody else is writing the same: that passes by itself.
  if (status >= 500 && /блокиров|deadlock/i.test(value)) return away('locked');
  if (status >= 500) return refused('onec-error', { said: value });
  return ofQuery.has(code) ? { state: 'unsupported', said: value } : refused(`onec-${code}`, { said: value });
}

function saidIn(body: unknown): Said | null {
  const error = isObject(body) ? body['odata.error'] : null;
  if (!isObject(error)) return null;
  const { message } = error;
  return {
    code: textIn(error, 'code'),
    value: isObject(message) ? textIn(message, 'value') : textIn(error, 'message'),
  };
}
