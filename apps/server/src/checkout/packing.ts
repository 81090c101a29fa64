import { utf8 } from '../utf8.ts';

/** Texts that come again and again in one document, each kept once. */
class Names {
  readonly all: string[] = [];
  readonly #places = new Map<string, number>();

  placeOf(name: string): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.all.length);
    return this.all.push(name) - 1;
  }
}

/** How a value is written without the names of its fields, and read again. */
export interface Form<T> {
  pack(value: T, names: Names): unknown;
  unpack(packed: unknown, names: readonly string[]): T;
}

const asItIs: Form<unknown> = { pack: (value) => value, unpack: (packed) => packed };

/** As it is. */
export const plain = <T>(): Form<T> => asItIs as Form<T>;

/** A text that comes more than once. */
export const name: Form<string> = {
  pack: (value, names) => names.placeOf(value),
  unpack: (packed, names) => names[packed as number] ?? '',
};

export const list = <T>(of: Form<T>): Form<T[]> => ({
  pack: (value, names) => value.map((one) => of.pack(one, names)),
  unpack: (packed, names) => (packed as unknown[]).map((one) => of.unpack(one, names)),
});

export const nullable = <T>(of: Form<T>): Form<T | null> => ({
  pack: (value, names) => (value === null ? null : of.pack(value, names)),
  unpack: (packed, names) => (packed === null ? null : of.unpack(packed, names)),
});

/** What may be absent, and is so again. */
export const optional = <T>(of: Form<T>): Form<T | undefined> => ({
  pack: (value, names) => (value === undefined ? 0 : [of.pack(value, names)]),
  unpack: (packed, names) => (packed === 0 ? undefined : of.unpack((packed as [unknown])[0], names)),
});

export type Fields<T> = { readonly [K in keyof T]-?: Form<T[K]> };

/** An object as its values, in the order in which its fields stand here. A field that is not here does not compile. */
export function record<T extends object>(fields: Fields<T>): Form<T> {
  const keys = Object.keys(fields) as (keyof T & string)[];
  const forms = keys.map((key) => fields[key] as Form<unknown>);
  return {
    pack: packerOf<T>(keys, forms),
    unpack: (packed, names) => {
      const values = packed as readonly unknown[];
      const object: Record<string, unknown> = {};
      for (const [index, key] of keys.entries()) {
        const value = forms[index]?.unpack(values[index], names);
        if (value !== undefined) object[key] = value;
      }
      return object as T;
    },
  };
}

/**
 * What packs an object, as code with its fields' names in it: `value => [forms[0].pack(value.id), value.amount, …]`. One loop over
 * the names of all forms reads each field by a name that is another every time; a sale has hundreds of them, and a quarter of what its
 * packing took went there.
 * @param keys names that stand in our own sources
 */
function packerOf<T>(keys: readonly string[], forms: readonly Form<unknown>[]): Form<T>['pack'] {
  const parts = keys.map((key, index) => {
    const part = `value[${JSON.stringify(key)}]`;
    return forms[index] === asItIs ? part : `forms[${index}].pack(${part}, names)`;
  });
  // oxlint-disable-next-line no-implied-eval -- as ajv makes its validators, and of nothing that anybody sends
  return new Function('forms', 'value', 'names', `return [${parts.join()}]`).bind(
    null,
    forms,
  ) as Form<T>['pack'];
}

/** The document as UTF-8 text of one JSON array: its form's number, its names, its values. */
export function pack<T>(form: Form<T>, number: number, value: T): Buffer {
  const names = new Names();
  const packed = form.pack(value, names);
  return utf8(JSON.stringify([number, names.all, packed]));
}

/** The document again; `forms` has every form that was ever written, by number. */
export function unpack<T>(forms: Readonly<Record<number, Form<T>>>, bytes: Buffer): T {
  const [number, names, packed] = JSON.parse(bytes.toString()) as [number, readonly string[], unknown];
  const form = forms[number];
  if (!form) throw new Error(`evidence of form ${number} was written by a later release`);
  return form.unpack(packed, names);
}
