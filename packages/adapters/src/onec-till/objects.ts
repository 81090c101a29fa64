export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field of its own, never one a prototype lends. */
export const fieldOf = (object: unknown, name: string): unknown =>
  isObject(object) && Object.hasOwn(object, name) ? object[name] : undefined;

/** A text, or a number written as one; empty where there is none. */
export function textOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() : '';
}

/** A reference in 1C is empty, not absent. */
export const NO_REF = '00000000-0000-0000-0000-000000000000';
export const NO_DATE = '0001-01-01T00:00:00';

/** What a reference leads to; empty where it leads nowhere. */
export const refOf = (value: unknown): string => {
  const ref = textOf(value);
  return ref === NO_REF ? '' : ref;
};

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export interface Named {
  readonly Ref: string;
  readonly Name: string;
}
export const nobody: Named = { Ref: NO_REF, Name: '' };
