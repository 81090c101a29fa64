import { sapModel, type Field, type SetModel, type Values } from './sap-model.ts';
import { malformed, notFound, notImplemented, SapRefusal } from './sap-refusal.ts';

export interface Stored {
  readonly set: string;
  values: Values;
  version: number;
}

/** What a business rule may say of a row that is about to be there. */
export type Rule = (values: Values, before: Values | null) => void;

export type Body = Readonly<Record<string, unknown>>;

/** Everything that the stand-in keeps, and what it refuses to keep. */
export class SapStore {
  rows: Stored[] = [];
  /** Fields that somebody has given another name, `Set/Field`. */
  readonly renamed = new Map<string, string>();
  readonly #rules: Readonly<Record<string, Rule>>;

  constructor(rules: (store: SapStore) => Readonly<Record<string, Rule>>) {
    this.#rules = rules(this);
  }

  model(set: string): SetModel {
    const model = sapModel[set];
    if (!model) throw notFound(set);
    return model;
  }

  in(set: string): readonly Stored[] {
    return this.rows.filter((row) => row.set === set);
  }

  by(set: string, keys: Readonly<Record<string, string>>): Stored {
    const model = this.model(set);
    if (Object.keys(keys).toSorted().join() !== model.keys.toSorted().join())
      throw malformed(`ключ набора ${set} состоит из ${model.keys.join(', ')}`);
    // Leading zeros belong to a number: without them it is another.
    const found = this.in(set).find(({ values }) => model.keys.every((key) => values[key] === keys[key]));
    if (!found) throw notFound(set);
    return found;
  }

  /** With everything that is within the body: all of it, or nothing. */
  create(set: string, body: Body, given: Values = {}): Stored {
    const model = this.model(set);
    if (!model.creatable) throw notImplemented(`${set.toUpperCase()}_CREATE_ENTITY`);
    const [own, inner] = this.#parted(set, body);
    const values = { ...empty(model), ...given, ...this.#read(set, own) };
    this.#rules[set]?.(values, null);
    if (this.in(set).some((row) => model.keys.every((key) => row.values[key] === values[key])))
      throw new SapRefusal(400, 'SY/530', `${set}: такая запись уже есть`);
    const stored: Stored = { set, values, version: 1 };
    this.rows.push(stored);
    for (const [name, bodies] of inner) this.within(stored, name, bodies);
    return stored;
  }

  /** Adds what is within another. */
  within(parent: Stored, navigation: string, bodies: readonly Body[]): Stored[] {
    const to = this.model(parent.set).navigations[navigation];
    if (!to) throw malformed(`у ${parent.set} нет ${navigation}`);
    const given = Object.fromEntries(to.on.map((field) => [field, parent.values[field] ?? null]));
    return bodies.map((body) => {
      const made = this.create(to.set, body, given);
      if (to.only?.(made.values) === false) throw malformed(`${navigation}: запись другого вида`);
      return made;
    });
  }

  change(stored: Stored, body: Body): void {
    const model = this.model(stored.set);
    if (!model.updatable) throw notImplemented(`${stored.set.toUpperCase()}_UPDATE_ENTITY`);
    const [own, inner] = this.#parted(stored.set, body);
    if (inner.length > 0) throw malformed('вложенные записи меняются сами по себе');
    const changed = { ...stored.values, ...this.#read(stored.set, own) };
    this.#rules[stored.set]?.(changed, stored.values);
    stored.values = changed;
    stored.version += 1;
  }

  remove(stored: Stored): void {
    if (!this.model(stored.set).deletable) throw notImplemented(`${stored.set.toUpperCase()}_DELETE_ENTITY`);
    this.rows = this.rows.filter((row) => row !== stored);
  }

  /** Does all of it, or leaves everything as it was. */
  atomically<T>(work: () => T): T {
    const before = this.rows.map((row) => ({ row, values: row.values, version: row.version }));
    try {
      return work();
    } catch (error) {
      this.rows = before.map(({ row, values, version }) => Object.assign(row, { values, version }));
      throw error;
    }
  }

  #parted(set: string, body: Body): readonly [Body, readonly (readonly [string, readonly Body[]])[]] {
    const { navigations } = this.model(set);
    const inner = Object.entries(body)
      .filter(([name]) => name in navigations)
      .map(([name, value]): [string, readonly Body[]] => {
        if (!Array.isArray(value)) throw malformed(`${name} должно быть списком`);
        return [name, value as readonly Body[]];
      });
    return [Object.fromEntries(Object.entries(body).filter(([name]) => !(name in navigations))), inner];
  }

  #read(set: string, body: Body): Values {
    const { fields } = this.model(set);
    const values: Values = {};
    for (const [said, value] of Object.entries(body)) {
      const name = Object.keys(fields).find((field) => this.named(set, field) === said);
      const field = name === undefined ? undefined : fields[name];
      if (name === undefined || !field) throw malformed(`у ${set} нет свойства ${said}`);
      if (field.own) throw new SapRefusal(400, 'R1/501', `${set}/${said} присваивает сама система`);
      values[name] = readValue(said, field, value);
    }
    return values;
  }

  /** What a field is called now. */
  named(set: string, field: string): string {
    return this.renamed.get(`${set}/${field}`) ?? field;
  }
}

const empty = ({ fields }: SetModel): Values =>
  Object.fromEntries(
    Object.entries(fields).map(([name, { kind }]) => [
      name,
      kind === 'flag' ? false : kind === 'text' ? '' : null,
    ]),
  );

function readValue(name: string, { kind, length }: Field, value: unknown): string | boolean | null {
  if (value === null && kind !== 'flag') return kind === 'text' ? '' : null;
  if (kind === 'flag') {
    if (typeof value !== 'boolean') throw malformed(`${name}: ожидается true или false`);
    return value;
  }
  // A number where text stands for a decimal is what Gateway cannot read.
  if (typeof value !== 'string') throw malformed(`${name}: значение типа Edm не читается`);
  if (kind === 'decimal' && !/^-?\d{1,12}(\.\d{1,3})?$/.test(value))
    throw malformed(`${name}: не Edm.Decimal`);
  if (kind === 'moment' && !/^\/Date\(-?\d+\)\/$/.test(value)) throw malformed(`${name}: не Edm.DateTime`);
  if (kind === 'text' && value.length > (length ?? 0)) throw malformed(`${name}: длиннее ${length} знаков`);
  return kind === 'decimal' ? Number(value).toFixed(3) : value;
}
