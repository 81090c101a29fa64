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

/** As it is. */
export const plain = <T>(): Form<T> => ({ pack: (value) => value, unpack: (packed) => packed as T });

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
    // Without closures and pairs, in a list that does not grow, a copy of the names whose places are taken: a sale has hundreds of
    // these, and they were a tenth of what its commit took.
    pack: (value, names) => {
      const packed: unknown[] = [...keys];
      for (let index = 0; index < keys.length; index++)
        packed[index] = forms[index]?.pack(value[keys[index] as keyof T], names);
      return packed;
    },
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
