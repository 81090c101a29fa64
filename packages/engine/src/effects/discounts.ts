import { bundle } from './bundle.ts';
import { multiplyCeilUpTo, multiplyFloor, multiplyFloorUpTo } from '../exact.ts';
import { gift } from './gift.ts';
import { buyGetFree, nthItem } from './nth-item.ts';
import type { Effect } from '../programme.ts';
import { spendAndGet } from './spend-and-get.ts';
import {
  overLines,
  roomOf,
  sumLeft,
  takeOff,
  those,
  type Attempt,
  type Scene,
  type WorkingLine,
} from '../working.ts';

/**
 * What each effect takes off the lines of an attempt. Shares are rounded down, so that a purchase split in two
 * never gains by rounding.
 */
type Discounts = {
  readonly [Type in keyof EffectOf]: (effect: EffectOf[Type], scene: Scene) => void;
};

type EffectOf = { readonly [E in Effect as E['type']]: E };

/** Points are reckoned when it is known what is paid in money. */
const later = (): void => {};

const discounts: Discounts = {
  'line-percent': ({ rate }, { attempt }) =>
    eachLine(attempt, (line) => multiplyFloor(line.left, rate, 10_000)),
  'line-amount': ({ amount }, { attempt }) =>
    eachLine(attempt, (line) => multiplyFloorUpTo(line.left, [amount, line.facts.quantity], 1000)),
  'line-price': ({ price }, { attempt }) =>
    eachLine(attempt, (line) => line.left - multiplyCeilUpTo(line.left, [price, line.facts.quantity], 1000)),
  'basket-percent': ({ rate }, { attempt }) =>
    overLines(attempt, multiplyFloor(sumLeft(attempt.lines), rate, 10_000)),
  'basket-amount': ({ amount }, { attempt }) => overLines(attempt, amount),
  'basket-price': ({ price }, { attempt }) => overLines(attempt, sumLeft(attempt.lines) - price),
  'buy-get-free': buyGetFree,
  'nth-item': nthItem,
  bundle,
  gift,
  'spend-and-get': spendAndGet,
  points: later,
  'points-rate': later,
  'points-multiplier': later,
};

/** Applies the promotion of an attempt to its lines. */
export function applyDiscount(scene: Scene): void {
  const { attempt } = scene;
  const { promotion } = attempt.compiled;
  const before = sumLeft(attempt.lines);
  applyEffect(promotion.effect, scene);
  attempt.discount = before - sumLeft(attempt.lines);
  attempt.touched = those(attempt.lines, (line) => line.discounts.at(-1)?.promotion === promotion.id);
}

function applyEffect<Type extends keyof EffectOf>(
  effect: EffectOf[Type] & { readonly type: Type },
  scene: Scene,
): void {
  discounts[effect.type](effect, scene);
}

function eachLine(attempt: Attempt, wanted: (line: WorkingLine) => number): void {
  for (let place = 0; place < attempt.lines.length; place++) {
    const line = attempt.lines[place];
    if (line === undefined) continue;
    takeOff(line, attempt.compiled.promotion.id, Math.max(0, Math.min(wanted(line), roomOf(line))));
  }
}
