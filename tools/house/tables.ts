/** How the rows of a table lie on the machines of a distributed PostgreSQL: what its comment says. */
type Distribution =
  | { readonly type: 'local' }
  | { readonly type: 'reference' }
  | { readonly type: 'distributed'; readonly by: string };

export interface Table {
  readonly name: string;
  readonly comment: string | null;
  /** Columns of each primary key, unique constraint and unique index. */
  readonly keys: readonly {
    readonly name: string;
    readonly columns: readonly string[];
    readonly primary: boolean;
  }[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly triggers: readonly string[];
}

export interface ForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly table: string;
  readonly targets: readonly string[];
}

/** Everything that the tables say and that a distributed PostgreSQL would refuse. */
export function wrongTables(tables: readonly Table[]): string[] {
  const lies = new Map(tables.map((table) => [table.name, distributionOf(table.comment)]));
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
      ...table.triggers.map(
        (name) =>
          `Table ${table.name} has the trigger ${name}. Hold it by a CHECK, in the statement or in verify: distributed tables take no triggers.`,
      ),
    ];
  });
}

function distributionOf(comment: string | null): Distribution | null {
  const [, word, by] = /^(local|reference|distributed by ([a-z_]+))(?=$|[:.,; ])/.exec(comment ?? '') ?? [];
  if (by !== undefined) return { type: 'distributed', by };
  return word === 'local' || word === 'reference' ? { type: word } : null;
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
        `${key.name} leads from ${name} (${key.columns.join(', ')}) to ${key.table} (${key.targets.join(', ')}): a foreign key stays within one ${lie.type === 'distributed' ? lie.by : 'machine'} or leads to a reference table.`,
    );
}

function staysTogether(key: ForeignKey, from: Distribution, to: Distribution | null): boolean {
  if (to === null) return false;
  if (from.type !== 'distributed')
    return to.type === 'reference' || (from.type === 'local' && to.type === 'local');
  if (to.type !== 'distributed') return to.type === 'reference';
  // The columns that decide on the machine must be each other's partners.
  const at = key.columns.indexOf(from.by);
  return at >= 0 && key.targets[at] === to.by;
}
