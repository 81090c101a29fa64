import { distributionOf, type Distribution, type ForeignKey, type Table } from './table.ts';

/** Everything that the tables say and that a distributed PostgreSQL would refuse, or could not hold together. */
export function wrongTables(tables: readonly Table[]): string[] {
  const lies = new Map(tables.map((table) => [table.name, distributionOf(table)]));
  return tables.flatMap((table) => {
    const lie = lies.get(table.name) ?? null;
    if (lie === null) {
      return [
        `Table ${table.name} has the comment "${table.comment ?? ''}". Say 'local', 'reference' or 'distributed by <column>'.`,
      ];
    }
    return [
      ...wrongKeys(table, lie),
      ...wrongForeignKeys(table, lie, lies),
      ...wrongColumn(table, lie, tables),
      ...wrongNumbers(table, lie),
      ...wrongTriggers(table, lie),
    ];
  });
}

function wrongKeys({ name, keys }: Table, lie: Distribution): string[] {
  if (!keys.some(({ primary }) => primary)) return [`Table ${name} has no primary key. Give it one.`];
  if (lie.type !== 'distributed') return [];
  return keys
    .filter(({ columns }) => !columns.includes(lie.by))
    .map(
      (key) =>
        `${key.name} of ${name} (${key.columns.join(', ')}) lacks ${lie.by}, by which the table is distributed: no machine could hold it alone.`,
    );
}

function wrongForeignKeys(
  { name, foreignKeys }: Table,
  lie: Distribution,
  lies: ReadonlyMap<string, Distribution | null>,
): string[] {
  return foreignKeys
    .filter((key) => !staysTogether(key, lie, lies.get(key.table) ?? null))
    .map(
      (key) =>
        `${key.name} leads from ${name} (${key.columns.join(', ')}) to ${key.table} (${key.targets.join(', ')}): ${mayLead[lie.type]}`,
    );
}

const mayLead = {
  distributed: 'it must lead from one distribution column to the same one, or to a reference table.',
  reference: 'from a table that is on every machine it must lead to another such table.',
  local: 'from a local table it must lead to a local one; Citus would make this table one of its own.',
} satisfies Record<Distribution['type'], string>;

function staysTogether(key: ForeignKey, from: Distribution, to: Distribution | null): boolean {
  if (to === null) return false;
  if (from.type !== 'distributed') return to.type === from.type;
  if (to.type !== 'distributed') return to.type === 'reference';
  // The columns that decide on the machine must be each other's partners.
  const at = key.columns.indexOf(from.by);
  return at >= 0 && key.targets[at] === to.by;
}

/** Tables distributed by a column of the same name lie together, so the column has one type. */
function wrongColumn({ name, columns }: Table, lie: Distribution, tables: readonly Table[]): string[] {
  if (lie.type !== 'distributed') return [];
  const typeIn = (table: Pick<Table, 'columns'>) =>
    table.columns.find((column) => column.name === lie.by)?.type;
  const type = typeIn({ columns });
  if (type === undefined) return [`Table ${name} has no column ${lie.by} to be distributed by.`];
  const first = tables.find((table) => {
    const other = distributionOf(table);
    return other?.type === 'distributed' && other.by === lie.by;
  });
  if (first === undefined || typeIn(first) === type) return [];
  return [
    `${lie.by} of ${name} is ${type}, and of ${first.name} ${typeIn(first)}: rows of one ${lie.by} could not lie together.`,
  ];
}

/** Each machine hands out numbers of its own range, which only a bigint has room for. */
const wrongNumbers = ({ name, columns }: Table, lie: Distribution): string[] =>
  columns
    .filter(({ numbered, type }) => lie.type !== 'local' && numbered && type !== 'bigint')
    .map(
      (column) => `${column.name} of ${name} is numbered by the database and ${column.type}: make it bigint.`,
    );

const wrongTriggers = ({ name, triggers }: Table, lie: Distribution): string[] =>
  triggers
    .filter(() => lie.type !== 'local')
    .map(
      (trigger) =>
        `Table ${name} has the trigger ${trigger}. Hold it by a CHECK, in the statement or in verify: tables on many machines take no triggers.`,
    );
