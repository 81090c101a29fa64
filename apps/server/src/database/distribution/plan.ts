import { distributionOf, type Distribution, type Table } from './table.ts';
import { wrongTables } from './table-rules.ts';

/** Where Citus has put a table; tables it does not know of are on the coordinator alone. */
export type Placed = ReadonlyMap<string, Distribution>;

/** One call of Citus for one table. */
export interface Step {
  readonly table: string;
  readonly distribution: Exclude<Distribution, { readonly type: 'local' }>;
  readonly sql: string;
  readonly values: readonly string[];
}

export type Plan =
  | { readonly ok: true; readonly steps: readonly Step[] }
  | { readonly ok: false; readonly because: readonly string[] };

/**
 * What is left to do until every table lies as its comment says: first what is on every machine, then what is distributed,
 * a table after those its foreign keys lead to. Tables without such a comment are somebody else's.
 */
export function planDistribution(all: readonly Table[], placed: Placed): Plan {
  const tables = all.filter((table) => distributionOf(table) !== null);
  const because = [...wrongTables(tables), ...misplaced(tables, placed)];
  if (because.length > 0) return { ok: false, because };
  const anchors = new Map<string, string>();
  for (const [name, where] of placed) {
    if (where.type === 'distributed' && !anchors.has(where.by)) anchors.set(where.by, name);
  }
  const steps: Step[] = [];
  for (const table of inOrder(tables)) {
    const distribution = distributionOf(table);
    if (placed.has(table.name) || distribution === null || distribution.type === 'local') continue;
    steps.push(stepFor(table.name, distribution, anchors));
  }
  return { ok: true, steps };
}

function stepFor(table: string, distribution: Step['distribution'], anchors: Map<string, string>): Step {
  if (distribution.type === 'reference')
    return {
      table,
      distribution,
      sql: 'select create_reference_table($1::regclass)',
      values: [quoted(table)],
    };
  // Tables of one column lie together: all rows of an owner are on one machine. The first of them begins a group of its own.
  const anchor = anchors.get(distribution.by);
  if (anchor === undefined) anchors.set(distribution.by, table);
  return {
    table,
    distribution,
    sql: 'select create_distributed_table($1::regclass, $2, colocate_with => $3)',
    values: [quoted(table), distribution.by, anchor === undefined ? 'none' : quoted(anchor)],
  };
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function misplaced(tables: readonly Table[], placed: Placed): string[] {
  return tables.flatMap((table) => {
    const said = distributionOf(table);
    const is = placed.get(table.name);
    if (said === null || is === undefined || inWords(said) === inWords(is)) return [];
    return [`Table ${table.name} is ${inWords(is)} in this database and should be ${inWords(said)}.`];
  });
}

export const inWords = (distribution: Distribution): string =>
  distribution.type === 'distributed' ? `distributed by ${distribution.by}` : distribution.type;

/** Reference tables first, and each after those it leads to. */
function inOrder(tables: readonly Table[]): Table[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const ordered = new Set<Table>();
  const put = (table: Table, above: ReadonlySet<string>): void => {
    for (const { table: target } of table.foreignKeys) {
      const next = byName.get(target);
      if (next && !above.has(target)) put(next, new Set([...above, target]));
    }
    ordered.add(table);
  };
  const isReference = (table: Table): boolean => distributionOf(table)?.type === 'reference';
  for (const table of [...tables.filter(isReference), ...tables]) put(table, new Set([table.name]));
  return [...ordered];
}
