import { isObject } from '../http/ask-gateway.ts';
import { away, jsonOf, objectOf, refused, type Heard, type Row } from '../http/ask-system.ts';
import type { Away, Refused } from '../system-of-record.ts';

/** What SAP answers when it is not what was asked for. */
export type Failed =
  | Away
  | Refused
  /** There is no such entity. */
  | { readonly state: 'missing'; readonly detail: string }
  /** Somebody has changed it since it was read. */
  | { readonly state: 'stale' };

export type Got<T> = { readonly state: 'got'; readonly value: T } | Failed;

export const got = <T>(value: T): Got<T> => ({ state: 'got', value });

/** As the port says it, where nothing better is known. */
export function portly(failed: Failed): Away | Refused {
  if (failed.state === 'missing') return refused('not-found', { said: failed.detail });
  if (failed.state === 'stale') return away('changed-meanwhile');
  return failed;
}

/** What is within the envelope of an answer in JSON; null: the answer is empty, as after a change. */
export function readAnswer(heard: Heard): Got<Row | null> {
  const { status, text } = heard;
  if (status === 204 || (status >= 200 && status < 300 && text === '')) return got(null);
  if (status < 200 || status >= 300) return failureOf(heard);
  const inside = objectOf(heard)?.['d'];
  return isObject(inside) ? got(inside) : away('not-understood');
}

/** Why SAP says no, in its own words. */
export function failureOf(answer: Pick<Heard, 'status' | 'text'>): Failed {
  const { status } = answer;
  const said = saidBy(answer);
  if (status === 412 || status === 428) return { state: 'stale' };
  if (status === 401 || (status === 403 && said === null)) return away('wrong-login');
  if (status >= 500) return away('broken');
  if (said === null) return away('not-understood');
  if (status === 404) return { state: 'missing', detail: said };
  return refused(status === 403 ? 'not-permitted' : 'sap-refused', { said });
}

/** null: it is no error of SAP's, but something in front of it that speaks. */
function saidBy(answer: Pick<Heard, 'text'>): string | null {
  const json = jsonOf(answer);
  const error = isObject(json) ? json['error'] : undefined;
  if (!isObject(error)) return saidInXml(answer.text);
  const message = error['message'];
  const text = isObject(message) ? message['value'] : message;
  const inner = isObject(error['innererror']) ? error['innererror']['errordetails'] : undefined;
  const details = Array.isArray(inner) ? inner.filter(isObject) : [];
  const sentences = [text, ...details.map((detail) => detail['message'])].filter(
    (sentence): sentence is string => typeof sentence === 'string' && sentence !== '',
  );
  return `${String(error['code'])}: ${[...new Set(sentences)].join('; ')}`;
}

/** What does not ask for JSON, a part of a batch among it, may be answered in XML. */
function saidInXml(text: string): string | null {
  if (!/<error[\s>]/.test(text)) return null;
  const [, code = ''] = /<code>([^<]*)</.exec(text) ?? [];
  const [, message = ''] = /<message[^>]*>([^<]*)</.exec(text) ?? [];
  return `${code}: ${message}`;
}
