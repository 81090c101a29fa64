import { isObject } from '../http/ask-gateway.ts';
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
  | { readonly state: 'unsupported'; readonly detail: string }
  | Away
  | Refused;

export const away = (because: string): Away => ({ state: 'away', because });
export const refused = (because: string, detail: string): Refused => ({ state: 'refused', because, detail });

/** What 1C itself has said, as opposed to a web server before it. */
interface Said {
  readonly code: string;
  readonly value: string;
}

interface Arrived {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
}

/** Makes out of an answer what it means. A page of HTML with 200 is none: nobody knows what became of the call. */
export function meaningOf({ status, text, retryAfter }: Arrived): Answered {
  const body = objectOf(text);
  if (status >= 200 && status < 300) {
    if (body && !('odata.error' in body)) return { state: 'answered', body };
    return text.trim() === '' ? { state: 'answered', body: {} } : away('not-understood');
  }
  if (status === 412) return { state: 'stale' };
  if (status === 429 || status === 503) return { ...away('busy'), ...askedToWait(retryAfter) };
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
  if (code === '20' || status === 401) return refused('no-rights', value);
  if (code === '8') return refused('not-published', value);
  // Somebody else is writing the same: that passes by itself.
  if (status >= 500 && /блокиров|deadlock/i.test(value)) return away('locked');
  if (status >= 500) return refused('onec-error', value);
  return ofQuery.has(code) ? { state: 'unsupported', detail: value } : refused(`onec-${code}`, value);
}

function saidIn(body: Row | null): Said | null {
  const error = body?.['odata.error'];
  if (!isObject(error)) return null;
  const message = error['message'];
  return {
    code: textIn(error, 'code'),
    value: textIn(isObject(message) ? message : error, isObject(message) ? 'value' : 'message'),
  };
}

function askedToWait(retryAfter: string | null): { retryAfterMs?: number } {
  const seconds = Number(retryAfter);
  return retryAfter !== null && seconds > 0 ? { retryAfterMs: Math.min(seconds, 3600) * 1000 } : {};
}

function objectOf(text: string): Row | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Bytes of 1C are UTF-8; a web server that was set up long ago may make windows-1251 of them, and say so or not. */
export function decoded(bytes: ArrayBuffer, contentType: string | null): string {
  const said = /charset\s*=\s*"?([\w-]+)/i.exec(contentType ?? '')?.[1]?.toLowerCase();
  if (said === 'windows-1251') return new TextDecoder(said).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1251').decode(bytes);
  }
}
