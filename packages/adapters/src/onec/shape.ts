import { isObject } from '../http/ask-gateway.ts';
/** What is wrong in something that somebody wrote by hand. */
export interface Mistake {
  /** As `profile.card.numbers`. */
  readonly path: string;
  /** What to write there. */
  readonly say: string;
}

export const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

export const isWhole =
  (least: number, most: number) =>
  (value: unknown): boolean =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most;

export const isOneOf =
  (values: readonly unknown[]) =>
  (value: unknown): boolean =>
    values.includes(value);

/** Looks at one value, which stands at a path. */
export type Look = (value: unknown, path: string) => readonly Mistake[];

export const must =
  (right: (value: unknown) => boolean, say: string): Look =>
  (value, path) =>
    right(value) ? [] : [{ path, say }];

export const optional =
  (look: Look): Look =>
  (value, path) =>
    value === undefined ? [] : look(value, path);

/** An object with these fields and no others: a name that is mistyped is one that is left out. */
export const fields =
  (looks: Readonly<Record<string, Look>>): Look =>
  (value, path) => {
    if (!isObject(value)) return [{ path, say: `An object with ${Object.keys(looks).join(', ')}.` }];
    return [
      ...Object.entries(looks).flatMap(([name, look]) => look(value[name], `${path}.${name}`)),
      ...Object.keys(value)
        .filter((name) => !Object.hasOwn(looks, name))
        .map((name) => ({
          path: `${path}.${name}`,
          say: `There is no such name here; there are ${Object.keys(looks).join(', ')}.`,
        })),
    ];
  };
