import { OnecRefusal } from './answers.ts';

/** What an address names, behind `/odata/standard.odata`. */
export interface Resource {
  readonly set: string;
  /** The guid in brackets, or more keys than one. */
  readonly key: string | null;
  /** What stands behind: `Post`, `Balance`, `$count`. */
  readonly act: string | null;
  /** The arguments of a function; null: there are no brackets. */
  readonly inputs: Readonly<Record<string, string>> | null;
}

/** Reads an address. Bytes over 127 that are not escaped have been refused before it comes here. */
export function resourceOf(raw: string): Resource {
  const parts = raw.split('/').map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      throw new OnecRefusal(6, 'Неверный URL');
    }
  });
  const [head = '', tail, ...more] = parts;
  if (more.length > 0) throw new OnecRefusal(6, 'Неверный URL');
  const [, set = '', brackets] = /^([^(]*)(?:\((.*)\))?$/s.exec(head) ?? [];
  const [, act, inputs] = /^([^(]*)(?:\((.*)\))?$/s.exec(tail ?? '') ?? [];
  return {
    set,
    key: brackets === undefined ? null : keyOf(brackets),
    act: tail === undefined ? null : (act ?? ''),
    inputs: inputs === undefined ? null : argumentsOf(inputs),
  };
}

function keyOf(brackets: string): string {
  const [, guid] = /^(?:Ref_Key=)?guid'([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})'$/i.exec(brackets) ?? [];
  if (guid !== undefined) return guid.toLowerCase();
  if (!/^\w+=/u.test(brackets)) throw new OnecRefusal(6, `Неверный URL: ключ ${brackets}`);
  return brackets;
}

/** `Period=datetime'…',Condition='A_Key eq guid''…'''`: the value of each, without its own quotes. */
function argumentsOf(text: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  let rest = text;
  while (rest !== '') {
    const [all, name, quoted, plain] =
      /^\s*(\w+)=(?:'((?:[^']|'')*)'|((?:datetime|guid)'[^']*'|[^,']*))(?:,|$)/s.exec(rest) ?? [];
    if (all === undefined || name === undefined)
      throw new OnecRefusal(6, `Неверный URL: параметры ${rest.slice(0, 30)}`);
    found[name] = quoted === undefined ? (plain ?? '') : quoted.replaceAll("''", "'");
    rest = rest.slice(all.length);
  }
  return found;
}
