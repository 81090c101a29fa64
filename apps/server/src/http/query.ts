import { unkeepable } from './body.ts';
import { isObject } from './json.ts';
import { pointer } from './pointer.ts';
import { Refused } from './problem.ts';

const most = 64;
const malformed = Symbol('malformed');
type Query = Record<string | symbol, unknown>;

/** Fastify calls this while routing, where throwing would be a crash: what cannot be decoded is marked and refused later. */
export function parseQuery(text: string): Query {
  const query: Query = Object.create(null);
  for (const pair of text.split('&', most + 1)) {
    if (pair === '') continue;
    const split = pair.indexOf('=');
    const name = decoded(split < 0 ? pair : pair.slice(0, split));
    const value = decoded(split < 0 ? '' : pair.slice(split + 1));
    if (name === undefined || value === undefined) query[malformed] = true;
    // A name given twice becomes a list, which no schema takes: it is refused by name.
    else query[name] = name in query ? [query[name], value] : value;
  }
  return query;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

export function refuseBadAddress(params: unknown, query: unknown): void {
  if (isObject(query) && Object.hasOwn(query, malformed)) {
    throw new Refused({
      code: 'bad-request',
      detail: 'The query is not percent-encoded UTF-8; encode each value.',
    });
  }
  for (const [name, value] of [...entries(params), ...entries(query)]) {
    const wrong = typeof value === 'string' ? unkeepable(name + value) : undefined;
    if (wrong) {
      const detail = `${pointer([name])} in the address has ${wrong}; remove it.`;
      throw new Refused({ code: 'bad-request', detail, path: pointer([name]) });
    }
  }
}

const entries = (value: unknown): [string, unknown][] => Object.entries(value ?? {});
