import { randomUUID } from 'node:crypto';
import { OnecRefusal } from './answers.ts';
import type { Row } from './condition.ts';
import type { FieldType, Fields, ObjectTable } from './tables.ts';

const nobody = '00000000-0000-0000-0000-000000000000';
const guidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const dateForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/;

/** The objects of one set. What is written is held to the types of its fields; what has no field is left out without a word. */
export class Store {
  readonly table: ObjectTable;
  readonly rows = new Map<string, Row>();
  #count = 0;

  constructor(table: ObjectTable) {
    this.table = table;
  }

  /** @throws OnecRefusal 15 for a key that is there already */
  create(body: Row): Row {
    const key = body['Ref_Key'] === undefined ? randomUUID() : keyOf(body['Ref_Key']);
    if (this.rows.has(key)) throw new OnecRefusal(15, 'Сущность с таким ключом уже существует');
    this.#count += 1;
    const number = String(this.#count).padStart(9, '0');
    const row: Row = {
      ...empty(this.table),
      ...this.table.filled,
      ...(this.table.kind === 'document'
        ? { Number: `БП-${number.slice(3)}`, Posted: false }
        : { Code: number }),
    };
    this.#write(row, body, key);
    this.rows.set(key, row);
    return row;
  }

  get(key: string): Row {
    const row = this.rows.get(key.toLowerCase());
    if (!row)
      throw new OnecRefusal(9, `Экземпляр сущности "${this.table.name}" не найден по переданному ключу.`);
    return row;
  }

  patch(key: string, body: Row): Row {
    const row = this.get(key);
    this.#write(row, body, key.toLowerCase());
    return row;
  }

  #write(row: Row, body: Row, key: string): void {
    const { fields, sections, empties = [] } = this.table;
    for (const [name, value] of Object.entries(body)) {
      const rows = sections[name];
      if (rows) row[name] = rowsOf(name, rows, value).map((one) => ({ ...one, Ref_Key: key }));
      else if (!ownToPlatform.has(name)) put(row, fields, name, value);
    }
    for (const { what, where, is, otherwise } of empties)
      if ((row[where] === is) !== (otherwise === true))
        row[what] = sections[what] ? [] : emptyOf(fields[what] ?? 'text');
    row['Ref_Key'] = key;
    touch(row);
  }
}

/** What nobody writes from outside. */
const ownToPlatform = new Set(['Ref_Key', 'DataVersion', 'Posted']);

/** Whoever writes an object gives it another version. */
export function touch(row: Row): void {
  const old = Buffer.alloc(8);
  if (typeof row['DataVersion'] === 'string') old.write(row['DataVersion'], 'base64');
  const next = Buffer.alloc(8);
  next.writeBigUInt64BE(old.readBigUInt64BE() + 1n);
  row['DataVersion'] = next.toString('base64');
}

function rowsOf(section: string, fields: Fields, value: unknown): Row[] {
  if (!Array.isArray(value)) throw bad(section, value);
  return value.map((given: unknown) => {
    const row: Row = emptyFields(fields);
    const body = objectIn(section, given);
    if (typeof body['LineNumber'] !== 'string') throw bad(`${section}.LineNumber`, body['LineNumber']);
    for (const [name, one] of Object.entries(body))
      if (name === 'LineNumber') row[name] = String(one);
      else put(row, fields, name, one);
    for (const [name, type] of Object.entries(fields))
      if (isComposite(type) && !isOfItsType(row[`${name}_Type`], row[name])) throw bad(name, row[name]);
    return row;
  });
}

const bad = (name: string, value: unknown): OnecRefusal =>
  new OnecRefusal(4, `Неверное значение свойства "${name}": ${JSON.stringify(value)}`);

function objectIn(name: string, value: unknown): Row {
  if (typeof value !== 'object' || value === null) throw bad(name, value);
  return { ...value };
}

function put(row: Row, fields: Fields, name: string, value: unknown): void {
  const of = name.endsWith('_Type') ? fields[name.slice(0, -5)] : undefined;
  const type: FieldType | undefined = fields[name] ?? (of && isComposite(of) ? 'text' : undefined);
  if (type === undefined) return;
  if (
    of &&
    isComposite(of) &&
    !of.oneOf.some((set) => value === (set.startsWith('Edm.') ? set : `StandardODATA.${set}`)) &&
    value !== 'StandardODATA.Undefined'
  )
    throw bad(name, value);
  if (!fits(type, value)) throw bad(name, value);
  row[name] = type === 'key' ? String(value).toLowerCase() : value;
}

const isComposite = (type: FieldType): type is { readonly oneOf: readonly string[] } =>
  typeof type === 'object' && 'oneOf' in type;

function fits(type: FieldType, value: unknown): boolean {
  if (typeof type === 'object')
    return typeof value === 'string' && ('oneOf' in type || value === '' || type.words.includes(value));
  return fitting[type](value);
}

const fitting = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  flag: (value) => typeof value === 'boolean',
  date: (value) => typeof value === 'string' && dateForm.test(value),
  key: (value) => typeof value === 'string' && guidForm.test(value),
} satisfies Readonly<Record<Extract<FieldType, string>, (value: unknown) => boolean>>;

/** A value of several types is written as a text, which must be one of the type beside it. */
function isOfItsType(type: unknown, value: unknown): boolean {
  const written = String(value);
  if (type === 'Edm.Boolean') return written === 'true' || written === 'false';
  if (type === 'Edm.Double') return written !== '' && Number.isFinite(Number(written));
  if (type === 'Edm.DateTime') return dateForm.test(written);
  return type === 'Edm.String' || type === 'StandardODATA.Undefined' || guidForm.test(written);
}

const emptyFields = (fields: Fields): Row =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, type]) => [
      [name, emptyOf(type)],
      ...(isComposite(type) ? [[`${name}_Type`, 'StandardODATA.Undefined']] : []),
    ]),
  );

const empty = ({ fields, sections }: ObjectTable): Row => ({
  ...emptyFields(fields),
  ...Object.fromEntries(Object.keys(sections).map((section) => [section, []])),
});

/** Nothing, as 1C has it: never a null. */
function emptyOf(type: FieldType): unknown {
  if (typeof type === 'object') return '';
  return { text: '', number: 0, date: '0001-01-01T00:00:00', flag: false, key: nobody }[type];
}

function keyOf(value: unknown): string {
  if (typeof value !== 'string' || !guidForm.test(value)) throw bad('Ref_Key', value);
  return value.toLowerCase();
}
