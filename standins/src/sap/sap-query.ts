import type { Values } from './sap-model.ts';
import { malformed, SapRefusal } from './sap-refusal.ts';

type Term = readonly [field: string, value: string];

/** What the stand-in understands of `$filter`: fields of text that equal something, joined by `and` and `or`. */
export function readFilter(text: string, isField: (name: string) => boolean): (values: Values) => boolean {
  const anyOf = split(text, ' or ').map((part) =>
    split(part, ' and ').map((term) => readTerm(term, isField)),
  );
  return (values) => anyOf.some((all) => all.every(([field, value]) => values[field] === value));
}

function readTerm(text: string, isField: (name: string) => boolean): Term {
  const term = /^(\w+) eq '((?:[^']|'')*)'$/.exec(text.trim());
  if (!term) throw malformed(`$filter не читается: ${text}`);
  const [, field = '', value = ''] = term;
  if (!isField(field)) throw new SapRefusal(400, '/IWBEP/CM_MGW_RT/022', `Свойство ${field} не найдено`);
  return [field, value.replaceAll("''", "'")];
}

/** By a word that stands outside of quotes. */
function split(text: string, word: string): readonly string[] {
  const parts: string[] = [];
  let rest = text;
  for (let at = rest.indexOf(word); at >= 0; at = rest.indexOf(word, at + 1)) {
    if ((rest.slice(0, at).match(/'/g)?.length ?? 0) % 2 === 1) continue;
    parts.push(rest.slice(0, at));
    rest = rest.slice(at + word.length);
    at = -1;
  }
  return [...parts, rest];
}

export interface ResourcePath {
  readonly set: string;
  /** null: all of the set. */
  readonly keys: Readonly<Record<string, string>> | null;
  /** What within the entity is meant; null: itself. */
  readonly navigation: string | null;
}

/** `Set(A='x',B='y')/to_Other`, or `Set('x')` where there is one key. */
export function readPath(text: string, keysOf: (set: string) => readonly string[]): ResourcePath {
  const parts = /^(\w+)(?:\(((?:[^')]|'(?:[^']|'')*')*)\))?(?:\/(\w+))?$/.exec(decodeURIComponent(text));
  if (!parts) throw malformed(`адрес не читается: ${text}`);
  const [, set = '', predicate, navigation = null] = parts;
  if (predicate === undefined) return { set, keys: null, navigation };
  const keys: Record<string, string> = {};
  for (const [, name, value = ''] of predicate.matchAll(/(?:(\w+)=)?'((?:[^']|'')*)'/g))
    keys[name ?? keysOf(set)[0] ?? ''] = value.replaceAll("''", "'");
  return { set, keys, navigation };
}
