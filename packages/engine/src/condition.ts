/**
 * The predicate language of a programme: a JSON tree over named facts. Facts have a kind, kinds have operators,
 * operators have an operand: all closed, so that an evaluator (here) or a translation (to SQL) that forgets one
 * does not compile.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Leaf;

/** What can be asked about, and the kind of answer. Amounts and prices are before discounts, in minor units. */
export const factKinds = {
  'line.product': 'word',
  'line.category': 'path',
  'line.brand': 'word',
  'line.onSale': 'flag',
  /** Of one unit. */
  'line.price': 'number',
  'line.amount': 'number',
  /** Thousandths. */
  'line.quantity': 'number',
  /** The whole receipt, returned goods in it subtracted. */
  'basket.amount': 'number',
  /** Thousandths. */
  'basket.units': 'number',
  'member.known': 'flag',
  'member.level': 'word',
  'member.spend': 'number',
  'member.receipts': 'number',
  'member.segment': 'set',
  'member.birthday': 'birthday',
  'store.id': 'word',
  'store.tag': 'set',
  'time.date': 'date',
  'time.ofDay': 'time',
  'time.weekday': 'weekday',
} as const;

export type Fact = keyof typeof factKinds;
export type FactKind = (typeof factKinds)[Fact];
export type KindOf<F extends Fact> = (typeof factKinds)[F];

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** For each kind of fact its operators, and for each operator the operand it takes. */
export interface Operands {
  readonly word: { readonly is: string; readonly in: readonly string[] };
  readonly set: { readonly has: string; readonly 'has-any': readonly string[] };
  /** The first steps of the path, from the widest. */
  readonly path: { readonly within: readonly string[] };
  readonly flag: { readonly is: boolean };
  readonly number: {
    readonly is: number;
    readonly 'at-least': number;
    readonly 'at-most': number;
    readonly 'more-than': number;
    readonly 'less-than': number;
  };
  readonly birthday: { readonly 'within-days': { readonly before: number; readonly after: number } };
  /** Dates as `2026-12-31`, both ends included. */
  readonly date: {
    readonly from: string;
    readonly until: string;
    readonly between: { readonly from: string; readonly to: string };
  };
  /** Times as `09:00`; the end is not included, and an end before the start runs over midnight. */
  readonly time: { readonly between: { readonly from: string; readonly to: string } };
  readonly weekday: { readonly in: readonly Weekday[] };
}

export type Leaf = {
  readonly [F in Fact]: {
    readonly [Op in keyof Operands[KindOf<F>]]: {
      readonly fact: F;
      readonly op: Op;
      readonly value: Operands[KindOf<F>][Op];
    };
  }[keyof Operands[KindOf<F>]];
}[Fact];

/** Facts about one line can be asked only where a rule looks at lines. */
export const isLineFact = (fact: Fact): boolean => fact.startsWith('line.');

/** Whether the buyer or the hour could change it. Another store, segment or date is another promotion's matter. */
export const changeable = {
  'line.product': false,
  'line.category': false,
  'line.brand': false,
  'line.onSale': false,
  'line.price': false,
  'line.amount': false,
  'line.quantity': false,
  'basket.amount': true,
  'basket.units': true,
  'member.known': true,
  'member.level': true,
  'member.spend': true,
  'member.receipts': true,
  'member.segment': false,
  'member.birthday': true,
  'store.id': false,
  'store.tag': false,
  'time.date': false,
  'time.ofDay': true,
  'time.weekday': true,
} as const;

type Changeable = { [F in Fact]: (typeof changeable)[F] extends true ? F : never }[Fact];

export type ChangeableLeaf = Extract<Leaf, { readonly fact: Changeable }>;
