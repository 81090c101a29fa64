/** How the rows of a table lie on the machines of a distributed PostgreSQL: what its comment says. */
export type Distribution =
  | { readonly type: 'local' }
  | { readonly type: 'reference' }
  | { readonly type: 'distributed'; readonly by: string };

/** A table as the database describes it. */
export interface Table {
  readonly name: string;
  readonly comment: string | null;
  readonly columns: readonly Column[];
  /** Columns of each primary key, unique constraint and unique index. */
  readonly keys: readonly {
    readonly name: string;
    readonly columns: readonly string[];
    readonly primary: boolean;
  }[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly triggers: readonly string[];
}

export interface Column {
  readonly name: string;
  readonly type: string;
  /** Numbered by the database: an identity, or a default from a sequence. */
  readonly numbered: boolean;
}

export interface ForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly table: string;
  readonly targets: readonly string[];
}

/** null: the comment does not say. */
export function distributionOf({ comment }: Pick<Table, 'comment'>): Distribution | null {
  const [, word, by] = /^(local|reference|distributed by ([a-z_]+))(?=$|[:.,; ])/.exec(comment ?? '') ?? [];
  if (by !== undefined) return { type: 'distributed', by };
  return word === 'local' || word === 'reference' ? { type: word } : null;
}
