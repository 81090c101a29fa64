import { OnecRefusal } from './answers.ts';
import type { Row, Scope } from './condition.ts';
import { Register } from './register.ts';
import { Store, touch } from './store.ts';
import type { ConfigurationTable, FieldType, ObjectTable } from './tables.ts';

/** A base of one configuration: its objects, what is published of them, and to whom they are permitted. */
export class Infobase {
  readonly configuration: ConfigurationTable;
  readonly register: Register;
  readonly stores: ReadonlyMap<string, Store>;
  readonly unpublished = new Set<string>();
  readonly forbidden = new Set<string>();
  /** 1C's clock, as it stands on its wall. */
  readonly clock: () => string;

  constructor(configuration: ConfigurationTable, clock: () => string) {
    // Fields may be renamed in one base and not in another.
    this.configuration = structuredClone(configuration);
    this.clock = clock;
    this.register = new Register(this.configuration.posting);
    this.stores = new Map(
      this.configuration.objects
        .filter(({ kind }) => kind !== 'accumulation-register')
        .map((table) => [table.name, new Store(table)]),
    );
  }

  get published(): readonly ObjectTable[] {
    return this.configuration.objects.filter(({ name }) => !this.unpublished.has(name));
  }

  /** @throws OnecRefusal where it is of another configuration, not published, or not permitted */
  table(name: string): ObjectTable {
    const table = this.published.find((one) => one.name === name);
    if (!table) throw new OnecRefusal(8, `Тип сущности "${name}" не найден`);
    if (this.forbidden.has(name)) throw new OnecRefusal(20, `Недостаточно прав для доступа к "${name}"`);
    return table;
  }

  store(name: string): Store {
    const store = this.stores.get(this.table(name).name);
    if (!store) throw new OnecRefusal(19, 'Использованный HTTP-метод запрещен в данном контексте');
    return store;
  }

  post(document: Row): void {
    const owners = this.stores.get(this.configuration.posting.owners);
    if (owners) this.register.post(document, owners);
  }

  /** Rows of a set, and what a condition on them may name: also of a section, or of a register's records. */
  read(set: string): { readonly rows: readonly Row[]; readonly scope: Scope } {
    const section = this.#sectionOf(set);
    if (section) return section;
    const records = /^(AccumulationRegister_.+)_RecordType$/.exec(set)?.[1];
    const table = this.table(records ?? set);
    if (table.kind === 'accumulation-register')
      return { rows: this.register.movements, scope: { fields: table.fields, sections: {} } };
    return { rows: [...this.store(set).rows.values()], scope: table };
  }

  #sectionOf(set: string): { readonly rows: readonly Row[]; readonly scope: Scope } | null {
    for (const { name, sections } of this.configuration.objects)
      for (const [section, fields] of Object.entries(sections)) {
        if (set !== `${name}_${section}`) continue;
        const rows = [...this.store(name).rows.values()].flatMap((row) => rowsIn(row, section));
        return { rows, scope: { fields, sections: {} } };
      }
    return null;
  }

  /** Whether this is a tabular section, whose rows nobody writes by themselves. */
  isSection(set: string): boolean {
    return this.configuration.objects.some(({ name, sections }) =>
      Object.keys(sections).some((section) => set === `${name}_${section}`),
    );
  }

  /** A programmer has called a field otherwise. */
  rename(set: string, field: string, to: string): void {
    const table = this.configuration.objects.find(({ name }) => name === set);
    called(table?.fields, field, to);
    for (const row of this.stores.get(set)?.rows.values() ?? []) {
      row[to] = row[field];
      delete row[field];
      touch(row);
    }
  }

  renameColumn(
    set: string,
    section: string,
    { field, to }: { readonly field: string; readonly to: string },
  ): void {
    const table = this.configuration.objects.find(({ name }) => name === set);
    called(table?.sections[section], field, to);
    for (const row of this.stores.get(set)?.rows.values() ?? []) {
      row[section] = rowsIn(row, section).map(({ [field]: value, ...rest }) => ({ ...rest, [to]: value }));
      touch(row);
    }
  }
}

function called(fields: Record<string, FieldType> | undefined, field: string, to: string): void {
  const type = fields?.[field];
  if (!fields || type === undefined) throw new Error(`there is no ${field}`);
  delete fields[field];
  fields[to] = type;
}

export function rowsIn(row: Row, section: string): readonly Row[] {
  const rows = row[section];
  return Array.isArray(rows) ? (rows as readonly Row[]) : [];
}
