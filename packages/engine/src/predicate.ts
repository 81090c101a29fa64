import { factKinds, isLineFact, type Condition, type Fact, type KindOf, type Leaf } from './condition.ts';
import { multiplyFloor } from './exact.ts';
import type { LineFacts, ReceiptFacts } from './facts.ts';
import { minor, thousandths } from './number.ts';
import { operators, weekdayOf, type FactValues } from './operators.ts';

/** A condition about one line of a receipt, ready to be asked. */
export type LinePredicate = (receipt: ReceiptFacts, line: LineFacts) => boolean;
/** A condition about the receipt as a whole. */
export type ReceiptPredicate = (receipt: ReceiptFacts) => boolean;

/** `undefined` means that there is nothing to ask about (nobody is known): every operator then says no. */
type Readers = {
  readonly [F in Fact]: (receipt: ReceiptFacts, line: LineFacts) => FactValues[KindOf<F>] | undefined;
};

const readers: Readers = {
  'line.product': (_, line) => line.product.id,
  'line.category': (_, line) => line.product.category,
  'line.brand': (_, line) => line.product.brand,
  'line.onSale': (_, line) => line.product.onSale,
  'line.price': (_, line) => (line.live ? multiplyFloor(line.amount, 1000, line.quantity) : undefined),
  'line.amount': (_, line) => line.amount,
  'line.quantity': (_, line) => line.quantity,
  'basket.amount': ({ amount }) => amount,
  'basket.units': ({ units }) => units,
  'member.known': ({ member }) => member !== null,
  'member.level': ({ level }) => level?.id,
  'member.spend': ({ member }) => member?.spend,
  'member.receipts': ({ member }) => member?.receipts,
  'member.segment': ({ member }) => member?.segments,
  'member.birthday': ({ member, day }) =>
    member === null ? undefined : { today: day, birthday: member.birthday },
  'store.id': ({ store }) => store.id,
  'store.tag': ({ store }) => store.tags,
  'time.date': ({ day }) => day,
  'time.ofDay': ({ minute }) => minute,
  'time.weekday': ({ day }) => weekdayOf(day),
};

/** A fact of the receipt; `undefined` where nobody is known to ask about. */
export const receiptFact = (fact: Fact, receipt: ReceiptFacts): unknown => readers[fact](receipt, noLine);

/** Turns a condition into one function, once; an absent condition holds of every line. */
export function compileLineCondition(condition: Condition | undefined): LinePredicate {
  return condition === undefined ? always : compile(condition);
}

/** The same for a condition that no line is at hand for. @throws when it asks about a line: validation refuses that. */
export function compileReceiptCondition(condition: Condition | undefined): ReceiptPredicate {
  if (condition === undefined) return always;
  const asked = factsOf(condition).find(isLineFact);
  if (asked !== undefined) throw new RangeError(`a condition on the receipt asks about a line: ${asked}`);
  const predicate = compile(condition);
  return (receipt) => predicate(receipt, noLine);
}

const always = (): boolean => true;

function compile(condition: Condition): LinePredicate {
  if ('all' in condition) {
    const parts = condition.all.map(compile);
    return (receipt, line) => {
      for (const part of parts) if (!part(receipt, line)) return false;
      return true;
    };
  }
  if ('any' in condition) {
    const parts = condition.any.map(compile);
    return (receipt, line) => {
      for (const part of parts) if (part(receipt, line)) return true;
      return false;
    };
  }
  if ('not' in condition) {
    const part = compile(condition.not);
    return (receipt, line) => !part(receipt, line);
  }
  return compileLeaf(condition);
}

function compileLeaf(leaf: Leaf): LinePredicate {
  const read = readers[leaf.fact] as (receipt: ReceiptFacts, line: LineFacts) => unknown;
  const holds = operatorOf(leaf);
  return (receipt, line) => {
    const fact = read(receipt, line);
    return fact !== undefined && holds(fact);
  };
}

/** The types of `Leaf` tie operator and operand to the fact; TypeScript can't follow that through a look-up by value. */
function operatorOf(leaf: Leaf): (fact: unknown) => boolean {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above; a look-up that fails is refused below
  const table = operators[factKinds[leaf.fact]] as unknown as Record<
    string,
    ((operand: unknown) => (fact: unknown) => boolean) | undefined
  >;
  const operator = table[leaf.op];
  if (operator === undefined) throw new RangeError(`unknown operator of ${leaf.fact}: ${leaf.op}`);
  return operator(leaf.value);
}

/** Every fact that a condition asks about. */
export function factsOf(condition: Condition): Fact[] {
  if ('all' in condition) return condition.all.flatMap(factsOf);
  if ('any' in condition) return condition.any.flatMap(factsOf);
  if ('not' in condition) return factsOf(condition.not);
  return [condition.fact];
}

const noLine: LineFacts = {
  id: '',
  product: { id: '', category: [], brand: null, onSale: false, floor: minor(0) },
  quantity: thousandths(0),
  amount: minor(0),
  live: false,
};
