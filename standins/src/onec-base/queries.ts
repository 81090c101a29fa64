import { OnecRefusal } from './answers.ts';
import { conditionOf, type Row, type Scope } from './condition.ts';

const known = new Set([
  '$filter',
  '$top',
  '$skip',
  '$orderby',
  '$select',
  '$inlinecount',
  '$expand',
  '$format',
  'allowedOnly',
  '$allowedOnly',
]);

export interface Selected {
  readonly rows: readonly Row[];
  /** As a text; undefined: nobody has asked how many. */
  readonly count?: string;
}

/** What a set answers to the options of an address. @throws OnecRefusal 14 for an option of version 4 */
export function select(
  { rows, scope }: { readonly rows: readonly Row[]; readonly scope: Scope },
  options: URLSearchParams,
): Selected {
  for (const name of options.keys())
    if (!known.has(name)) throw new OnecRefusal(14, `Ошибка разбора опций запроса: ${name}`);
  const filter = options.get('$filter');
  const found = filter === null ? [...rows] : rows.filter(conditionOf(filter, scope));
  const shown = (some: readonly Row[]): readonly Row[] =>
    some.map((row) => picked(row, scope, options.get('$select')));
  const sorted = ordered(found, scope, options.get('$orderby'));
  const counting = options.get('$inlinecount') ?? 'none';
  if (counting !== 'none' && counting !== 'allpages')
    throw new OnecRefusal(14, 'Ошибка разбора опций запроса: $inlinecount');
  const skip = whole(options.get('$skip')) ?? 0;
  const top = whole(options.get('$top')) ?? sorted.length;
  // Asked how many there are, 1C leaves out nothing.
  return counting === 'allpages'
    ? { rows: shown(sorted), count: String(sorted.length) }
    : { rows: shown(sorted.slice(skip, skip + top)) };
}

function whole(text: string | null): number | null {
  if (text === null) return null;
  if (!/^\d+$/.test(text)) throw new OnecRefusal(14, `Ошибка разбора опций запроса: ${text}`);
  return Number(text);
}

function ordered(rows: readonly Row[], { fields }: Scope, orderBy: string | null): readonly Row[] {
  if (orderBy === null) return rows;
  const by = orderBy.split(',').map((part) => {
    const [name = '', direction = 'asc', ...more] = part.trim().split(/\s+/);
    if (more.length > 0 || !['asc', 'desc'].includes(direction))
      throw new OnecRefusal(14, `Ошибка разбора опций запроса: ${part}`);
    if (!Object.hasOwn(fields, name)) throw new OnecRefusal(10, `Запрошенное свойство не найдено: ${name}`);
    return { name, sign: direction === 'desc' ? -1 : 1 };
  });
  return rows.toSorted((a, b) => {
    for (const { name, sign } of by) {
      const [x, y] = [String(a[name]), String(b[name])];
      if (x !== y) return x < y ? -sign : sign;
    }
    return 0;
  });
}

function picked(row: Row, { fields, sections }: Scope, text: string | null): Row {
  if (text === null || text === '*') return row;
  const names = text === '**' ? Object.keys(fields) : text.split(',').map((name) => name.trim());
  for (const name of names)
    if (!Object.hasOwn(fields, name.replace(/_Type$/, '')) && !Object.hasOwn(sections, name))
      throw new OnecRefusal(10, `Запрошенное свойство не найдено: ${name}`);
  return Object.fromEntries(names.map((name) => [name, row[name]]));
}
