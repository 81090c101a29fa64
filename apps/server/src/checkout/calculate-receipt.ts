import type { Input } from '@bonum/contract';
import {
  calculate,
  minor,
  normaliseCode,
  thousandths,
  type Basket,
  type Calculation,
  type ChargedLine,
  type Instant,
  type MemberFacts,
  type SpendWish,
} from '@bonum/engine';
import type { ProgrammeVersion } from '../programme/programmes.ts';
import type { Lookup } from './read-checkout.ts';

/** What quote, hold and commit have in common. */
export type BasketRequest = Pick<
  Input<'commit-receipt'>,
  'key' | 'at' | 'member' | 'lines' | 'codes' | 'language'
>;

export interface Asked {
  readonly programme: ProgrammeVersion;
  readonly at: Instant;
  readonly offsetMinutes: number;
  readonly member: MemberFacts | null;
  readonly wish: SpendWish;
  /** Promotions of which everybody together has had what there is; absent for what was made without network. */
  readonly exhausted?: readonly string[];
  readonly charged?: readonly ChargedLine[];
}

/** Asks the engine. */
export function calculateReceipt(request: BasketRequest, lookup: Lookup, asked: Asked): Calculation {
  const basket: Basket = {
    at: asked.at,
    offsetMinutes: asked.offsetMinutes,
    store: lookup.store,
    lines: request.lines.map((line) => ({
      id: line.id,
      product: productOf(lookup, line.productId),
      quantity: thousandths(line.quantity),
      amount: minor(line.amount),
    })),
    codes: codesOf(request).map((code) => ({ code, singleUseOf: lookup.singleUse.get(code) ?? null })),
  };
  const { programme, member, wish, exhausted, charged } = asked;
  return calculate(programme.compiled, {
    basket,
    member,
    wish,
    ...(exhausted && { exhausted }),
    ...(charged && { charged }),
  });
}

/** Each code once, as it is kept. */
export const codesOf = (request: Pick<BasketRequest, 'codes'>): string[] => [
  ...new Set((request.codes ?? []).map(normaliseCode)),
];

function productOf({ products }: Lookup, productId: string) {
  const product = products.get(productId);
  if (!product) throw new Error(`product ${productId} was not looked up`);
  return product;
}
