import { isObject } from '../http/ask-gateway.ts';
import { away, jsonOf, refused, type Heard, type Row } from '../http/ask-system.ts';
import type { Away, Refused } from '../system-of-record.ts';

/** What a call of Saby came to. */
export type Got<T> =
  | { readonly state: 'got'; readonly value: T }
  /** There is no such customer or order. */
  | { readonly state: 'missing' }
  | Away
  | Refused;

export const got = <T>(value: T): Got<T> => ({ state: 'got', value });

/** An answer in JSON; what is within `Result` as text is taken out of it. Errors may be JSON, text, or a page for people. */
export function readAnswer(heard: Heard): Got<Row> {
  const { status, text } = heard;
  const said = unwrapped(jsonOf(heard));
  if (status >= 500) return away('broken');
  const isPage = /^\s*</.test(text);
  if (status === 401 || (status === 403 && !isObject(said))) return away('wrong-login');
  if (status >= 400) {
    if (isPage) return away('not-understood');
    if (status === 404) return { state: 'missing' };
    return refused(status === 403 ? 'not-permitted' : 'sbis-refused', {
      said: sentenceOf(said) ?? text.trim(),
    });
  }
  if (said === null) return { state: 'missing' };
  if (!isObject(said)) return away('not-understood');
  const code = said['resultCode'];
  const failed = (code !== undefined && code !== null && Number(code) !== 0) || isObject(said['error']);
  return failed ? refused('sbis-refused', { said: sentenceOf(said) ?? String(code) }) : got(said);
}

/** An answer within an answer, as some of Saby's services give theirs. */
function unwrapped(said: unknown): unknown {
  if (!isObject(said) || !('Result' in said)) return said;
  const inside = said['Result'];
  return typeof inside === 'string' ? jsonOf({ text: inside }) : inside;
}

function sentenceOf(said: unknown): string | null {
  if (!isObject(said)) return null;
  const error = isObject(said['error']) ? said['error'] : said;
  const sentence = ['errorMessage', 'message', 'detail', 'details', 'resultMessage']
    .map((name) => error[name])
    .find((one) => typeof one === 'string' && one !== '');
  return typeof sentence === 'string' ? sentence : null;
}

/** A figure, which may come as text, with a comma or a point; null: there is none. */
export function figureOf(row: Row, field: string): number | null {
  const value = row[field];
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const figure = Number(value.replace(/\s/g, '').replace(',', '.'));
  return Number.isFinite(figure) ? figure : null;
}

/** Whichever of these fields has a text. */
export function textOf(row: Row, ...fields: readonly string[]): string | null {
  const value = fields.map((field) => row[field]).find((one) => typeof one === 'string' && one !== '');
  return typeof value === 'string' ? value : null;
}
