import { normaliseCode } from './codes.ts';
import { basisPoints, minor, points, type BasisPoints, type Minor } from './number.ts';
import type { Effect, Promotion } from './programme.ts';
import { isRecord } from './record.ts';
import {
  flag,
  integer,
  list,
  matching,
  object,
  oneOf,
  optional,
  reference,
  refuseName,
  reject,
  text,
  under,
  type Check,
  type Shape,
} from './schema.ts';
import { condition } from './validate-condition.ts';

export const id: Check<string> = matching(/^[a-z0-9][a-z0-9-]{0,63}$/, 'summer-sale');
export const name: Check<Promotion['name']> = object<Promotion['name']>({
  ru: text({ min: 1, max: 120 }),
  en: text({ min: 1, max: 120 }),
});
export const rate: Check<BasisPoints> = integer(basisPoints, 'rate', { min: 0, max: 10_000 });
export const money: Check<Minor> = integer(minor, 'money', { min: 0, max: 1e12 });
export const whole = (value: number): number => value;

const kind = reference('kinds', 'kind');
const count = integer(whole, 'count', { min: 1, max: 1000 });

type EffectShapes = {
  readonly [E in Effect as E['type']]: Shape<Omit<E, 'type'>>;
};

const effectShapes: EffectShapes = {
  'line-percent': { rate },
  'line-amount': { amount: money },
  'line-price': { price: money },
  'basket-percent': { rate },
  'basket-amount': { amount: money },
  'basket-price': { price: money },
  'buy-get-free': {
    buy: count,
    free: count,
    times: optional(integer(whole, 'count', { min: 1, max: 1_000_000 })),
  },
  points: { kind, points: integer(points, 'points', { min: 1, max: 1e9 }) },
  'points-rate': { kind, rate },
};

const effectTypes = Object.keys(effectShapes);

const effect: Check<Effect> = (value, place) => {
  if (!isRecord(value)) return reject(place, 'not-an-object');
  const type = Object.hasOwn(value, 'type') ? value['type'] : undefined;
  if (type === undefined) {
    place.report.add(place.path, 'missing-field', { name: 'type' });
    return undefined;
  }
  const typePlace = under(place, 'type');
  if (typeof type !== 'string') return reject(typePlace, 'not-a-text');
  const shape = Object.entries<object>(effectShapes).find(([known]) => known === type)?.[1];
  if (shape === undefined) return refuseName(typePlace, { what: 'effect', name: type, known: effectTypes });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the shape was looked up by the type it belongs to
  return object<Effect>({ ...shape, type: oneOf([type], 'effect') } as unknown as Shape<Effect>)(
    value,
    place,
  );
};

/** A code is kept as it will be compared. */
const code: Check<string> = (value, place) => {
  const written = matching(/^\s*[\p{L}\p{N}][\p{L}\p{N}_.-]{2,39}\s*$/u, 'SUMMER10')(value, place);
  return written === undefined ? undefined : normaliseCode(written);
};

const fields: Check<Promotion> = object<Promotion>({
  id,
  name,
  priority: integer(whole, 'count', { min: -1_000_000, max: 1_000_000 }),
  when: optional(condition('receipt')),
  lines: optional(condition('line')),
  codes: optional(list(code, { min: 1, max: 1000 })),
  singleUseCodes: optional(flag),
  personal: optional(flag),
  stacking: optional(oneOf(['combines', 'exclusive'], 'choice')),
  effect,
  prints: optional(
    object<NonNullable<Promotion['prints']>>({
      after: integer(whole, 'count', { min: 0, max: 365 }),
      from: money,
      days: integer(whole, 'count', { min: 1, max: 3650 }),
    }),
  ),
});

/** A code is printed only for a promotion that takes it. */
export const promotion: Check<Promotion> = (value, place) => {
  const checked = fields(value, place);
  if (checked?.prints === undefined || checked.singleUseCodes === true) return checked;
  return reject(under(place, 'prints'), 'prints-without-codes');
};
