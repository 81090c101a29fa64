import { normaliseCode } from '../codes.ts';
import { basisPoints, minor, points, type BasisPoints, type Minor } from '../number.ts';
import {
  periods,
  type BundlePart,
  type Effect,
  type Limits,
  type Promotion,
  type Reward,
} from '../programme.ts';
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
  type Place,
  type Shape,
} from './schema.ts';
import { condition } from './validate-condition.ts';

export const id: Check<string> = matching(/^[a-z0-9][a-z0-9-]{0,63}$/, 'summer-sale');
export const name: Check<Promotion['name']> = object<Promotion['name']>({
  ru: text({ min: 1, max: 120 }),
  en: text({ min: 1, max: 120 }),
});
const longText: Check<Promotion['name']> = object<Promotion['name']>({
  ru: text({ min: 1, max: 600 }),
  en: text({ min: 1, max: 600 }),
});
export const rate: Check<BasisPoints> = integer(basisPoints, 'rate', { min: 0, max: 10_000 });
export const money: Check<Minor> = integer(minor, 'money', { min: 0, max: 1e12 });
export const whole = (value: number): number => value;
export const priority: Check<number> = integer(whole, 'count', { min: -1_000_000, max: 1_000_000 });

const kind = reference('kinds', 'kind');
const count = integer(whole, 'count', { min: 1, max: 1000 });
const times = integer(whole, 'count', { min: 1, max: 1_000_000 });
const pointCount = integer(points, 'points', { min: 1, max: 1e9 });
/** An amount that cannot be nothing. */
const price = integer(minor, 'money', { min: 1, max: 1e12 });

const reward: Check<Reward> = (value, place) =>
  isRecord(value) && Object.hasOwn(value, 'discount')
    ? object<Extract<Reward, { discount: Minor }>>({ discount: price })(value, place)
    : object<Extract<Reward, { kind: string }>>({ kind, points: pointCount })(value, place);

const enough: Check<GiftTerms> = (value, place) =>
  isRecord(value) && Object.hasOwn(value, 'from')
    ? object<Extract<GiftTerms, { from: Minor }>>({ from: price })(value, place)
    : object<Extract<GiftTerms, { units: number }>>({ units: count })(value, place);
type GiftTerms = Extract<Effect, { type: 'gift' }>['for'];

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
    times: optional(times),
  },
  'nth-item': {
    every: integer(whole, 'count', { min: 2, max: 1000 }),
    rate: integer(basisPoints, 'rate', { min: 1, max: 10_000 }),
    times: optional(times),
    stamps: optional(reference('stamps', 'stamps')),
  },
  bundle: {
    parts: list(object<BundlePart>({ lines: condition('line'), units: count }), { min: 1, max: 20 }),
    price: money,
    times: optional(times),
  },
  gift: {
    gift: condition('line'),
    units: count,
    for: enough,
    price: optional(money),
    times: optional(times),
  },
  'spend-and-get': { from: price, get: reward, times: optional(times) },
  points: { kind, points: pointCount },
  'points-rate': { kind, rate },
  'points-multiplier': { kind, times: integer(basisPoints, 'multiplier', { min: 10_001, max: 1_000_000 }) },
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

const period = oneOf(periods, 'period');

const limitsShape = object<Limits>({
  member: optional(object<NonNullable<Limits['member']>>({ times, per: period })),
  total: optional(object<NonNullable<Limits['total']>>({ times, per: period })),
  discount: optional(
    object<NonNullable<Limits['discount']>>({
      amount: integer(minor, 'money', { min: 1, max: 1e12 }),
      per: period,
    }),
  ),
  points: optional(
    object<NonNullable<Limits['points']>>({
      points: integer(points, 'points', { min: 1, max: 1e12 }),
      per: period,
    }),
  ),
});

/** Without any it would look limited and not be. */
const limits: Check<Limits> = (value, place) => {
  const checked = limitsShape(value, place);
  return checked !== undefined && Object.keys(checked).length === 0 ? reject(place, 'no-limit') : checked;
};

const fields: Check<Promotion> = object<Promotion>({
  id,
  name,
  priority,
  group: optional(reference('groups', 'group')),
  when: optional(condition('receipt')),
  lines: optional(condition('line')),
  codes: optional(list(code, { min: 1, max: 1000 })),
  singleUseCodes: optional(flag),
  personal: optional(flag),
  activation: optional(
    object<NonNullable<Promotion['activation']>>({ days: integer(whole, 'count', { min: 1, max: 366 }) }),
  ),
  shown: optional(
    object<NonNullable<Promotion['shown']>>({
      text: optional(longText),
      picture: optional(matching(/^[a-z0-9][a-z0-9-]{0,63}$/, 'summer-sale-picture')),
    }),
  ),
  stacking: optional(oneOf(['combines', 'exclusive', 'alone'], 'choice')),
  effect,
  limits: optional(limits),
  prints: optional(
    object<NonNullable<Promotion['prints']>>({
      after: integer(whole, 'count', { min: 0, max: 365 }),
      from: money,
      days: integer(whole, 'count', { min: 1, max: 3650 }),
    }),
  ),
});

/** What the fields say of each other. */
export const promotion: Check<Promotion> = (value, place) => {
  const checked = fields(value, place);
  if (checked === undefined) return undefined;
  // A code is printed only for a promotion that takes it.
  if (checked.prints !== undefined && checked.singleUseCodes !== true)
    return reject(under(place, 'prints'), 'prints-without-codes');
  return limitsSomething(checked, place);
};

/** A budget of what the promotion never gives would look like one and let everything through. */
function limitsSomething(checked: Promotion, { report, path }: Place): Promotion | undefined {
  const { limits: given, effect: does } = checked;
  const idle = onlyPoints(does) ? 'discount' : givesPoints(does) ? null : 'points';
  if (idle === null || given?.[idle] === undefined) return checked;
  report.add([...path, 'limits', idle], 'limit-of-nothing', { limit: idle });
  return undefined;
}

const onlyPoints = (does: Effect): boolean =>
  does.type === 'points' ||
  does.type === 'points-rate' ||
  does.type === 'points-multiplier' ||
  (does.type === 'spend-and-get' && 'points' in does.get);

/** Stamps are points too. */
const givesPoints = (does: Effect): boolean => does.type === 'nth-item' && does.stamps !== undefined;
