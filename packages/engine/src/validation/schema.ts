import { isRecord } from './record.ts';
import type { Report } from './report.ts';
import { nearest } from './suggest.ts';
import type { Path } from '../words/places.ts';
import type { Named, Unit } from '../words/problems.ts';

/**
 * Small checks that make a typed copy of unknown data and report everything that is wrong on the way. Only own
 * properties that the shape names are copied, so nothing else of the document reaches the engine.
 */
export interface Place {
  readonly report: Report;
  readonly path: Path;
  /** The names that the document defines and refers to. */
  readonly names: Names;
}

export interface Names {
  readonly kinds: ReadonlySet<string>;
  readonly levels: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  /** Kinds of points that can count units: those that do not pay. */
  readonly stamps: ReadonlySet<string>;
}

/** `undefined`: something is wrong, and has been reported. */
export type Check<T> = (value: unknown, place: Place) => T | undefined;

export interface Optional<T> {
  readonly optional: Check<T>;
}

export type Shape<T> = {
  readonly [K in keyof T]-?: Partial<Pick<T, K>> extends Pick<T, K>
    ? Optional<Exclude<T[K], undefined>>
    : Check<T[K]>;
};

export const optional = <T>(check: Check<T>): Optional<T> => ({ optional: check });

export const under = (place: Place, key: string | number): Place => ({
  ...place,
  path: [...place.path, key],
});

/** Names in messages are cut: a document may hold a megabyte of name. */
const short = (name: string): string => (name.length > 60 ? `${name.slice(0, 59)}…` : name);

/** An object with exactly these fields. */
export function object<T extends object>(shape: Shape<T>): Check<T> {
  const fields = Object.entries<Check<unknown> | Optional<unknown>>(shape);
  const names = fields.map(([name]) => name);
  return (value, place) => {
    if (!isRecord(value)) return reject(place, 'not-an-object');
    let right = refuseUnknown(value, names, place);
    const copy: [string, unknown][] = [];
    for (const [name, field] of fields) {
      const check = typeof field === 'function' ? field : field.optional;
      if (!Object.hasOwn(value, name)) {
        if (typeof field !== 'function') continue;
        place.report.add(place.path, 'missing-field', { name });
        right = false;
        continue;
      }
      const part = check(value[name], under(place, name));
      if (part === undefined) right = false;
      else copy.push([name, part]);
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every field of the shape has passed its check
    return right ? (Object.fromEntries(copy) as T) : undefined;
  };
}

function refuseUnknown(value: object, names: readonly string[], { report, path }: Place): boolean {
  let right = true;
  for (const name of Object.keys(value)) {
    if (report.full) return false;
    if (names.includes(name)) continue;
    const unknown = { name: short(name), suggestion: nearest(name, names), known: names };
    report.add([...path, short(name)], 'unknown-field', unknown);
    right = false;
  }
  return right;
}

export function list<T>(check: Check<T>, { min, max }: Range): Check<T[]> {
  return (value, place) => {
    if (!Array.isArray(value)) return reject(place, 'not-a-list');
    if (value.length < min || value.length > max) {
      place.report.add(place.path, 'bad-count', { min, max });
      return undefined;
    }
    // `Array.from` also visits the holes of a sparse array, which must not pass as entries.
    const parts = Array.from(value as unknown[], (part, index) => check(part, under(place, index)));
    const right = parts.filter((part) => part !== undefined);
    return right.length === parts.length ? right : undefined;
  };
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** A text without leading or trailing blanks, line breaks and control characters: nobody would see what is wrong with it. */
export function text(range: Range): Check<string> {
  const raw = anyText(range);
  return (value, place) => {
    const written = raw(value, place);
    return written !== undefined && unclean.test(written) ? reject(place, 'unclean-text') : written;
  };
}

/** Half of a surrogate pair is no character either, and no database takes it. */
const unclean = /^\s|\s$|[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;

function anyText({ min, max }: Range): Check<string> {
  return (value, place) => {
    if (typeof value !== 'string') return reject(place, 'not-a-text');
    if (value.length < min || value.length > max) {
      place.report.add(place.path, 'bad-length', { min, max });
      return undefined;
    }
    return value;
  };
}

export function matching(pattern: RegExp, example: string): Check<string> {
  const readable = anyText({ min: 1, max: 100 });
  return (value, place) => {
    const written = readable(value, place);
    if (written === undefined || pattern.test(written)) return written;
    place.report.add(place.path, 'bad-format', { example });
    return undefined;
  };
}

export function integer<T extends number>(
  brand: (value: number) => T,
  unit: Unit,
  { min, max }: Range,
): Check<T> {
  return (value, place) => {
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
      place.report.add(place.path, 'not-an-integer', { unit });
      return undefined;
    }
    if (value < min || value > max) {
      place.report.add(place.path, 'out-of-range', { min, max, unit });
      return undefined;
    }
    // Minus zero is a number that JSON does not keep.
    return brand(value + 0);
  };
}

export const flag: Check<boolean> = (value, place) =>
  typeof value === 'boolean' ? value : reject(place, 'not-a-flag');

/** One of a few words. */
export function oneOf<T extends string>(known: readonly T[], what: Named): Check<T> {
  return (value, place) => {
    if (typeof value !== 'string') return reject(place, 'not-a-text');
    const found = known.find((word) => word === value);
    if (found === undefined) refuseName(place, { what, name: value, known });
    return found;
  };
}

/** The id of something that the document defines. */
export function reference(section: keyof Names, what: Named): Check<string> {
  return (value, place) => oneOf([...place.names[section]], what)(value, place);
}

interface Refusal {
  readonly what: Named;
  readonly name: string;
  readonly known: readonly string[];
}

export function refuseName({ report, path }: Place, { what, name, known }: Refusal): undefined {
  const suggestion = nearest(name, known);
  report.add(path, 'unknown-name', { what, name: short(name), suggestion, known });
  return undefined;
}

export function reject(
  { report, path }: Place,
  code:
    | 'not-an-object'
    | 'not-a-list'
    | 'not-a-text'
    | 'not-a-flag'
    | 'unclean-text'
    | 'no-duration'
    | 'ends-before-start'
    | 'no-limit'
    | 'nothing-required'
    | 'prints-without-codes',
): undefined {
  report.add(path, code, {});
  return undefined;
}
