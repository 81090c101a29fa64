import {
  calculate,
  compileProgramme,
  fixedCalendar,
  instant,
  minor,
  points,
  returnDue,
  thousandths,
  validateProgramme,
  type Basket,
  type BasketLine,
  type Calculation,
  type MemberFacts,
  type SoldLine,
} from '@bonum/engine';
import { blocksOf } from './markdown.ts';

/** Goods by id, as the page lists them. */
type Goods = Readonly<
  Record<string, { price: number; category?: string[]; brand?: string; onSale?: boolean; floor?: number }>
>;
interface Member {
  readonly level: string;
  readonly spend: number;
  readonly receipts: number;
  readonly birthday: string;
  readonly segments: readonly string[];
  readonly points: number;
  readonly offer?: boolean;
}
interface Circumstances {
  readonly at: string;
  readonly store: Basket['store'];
  readonly member: Partial<Member> | null;
}
type Pieces = Readonly<Record<string, number>>;

/** An example of the page: what differs from the document and the circumstances, and what the answer says. */
interface Example extends Partial<Circumstances> {
  readonly promotion?: object;
  readonly promotions?: readonly object[];
  readonly earning?: readonly object[];
  readonly lines: Pieces;
  readonly codes?: readonly string[];
  readonly spend?: 'most';
  readonly back?: readonly Pieces[];
  readonly gives: Readonly<Record<string, unknown>>;
}

/** Moscow, where the page is set. */
const OFFSET_MINUTES = 180;

/** A page of worked examples, ready to be asked. */
export function programmePage(markdown: string) {
  const blocks = blocksOf(markdown).filter(({ language }) => language === 'json');
  const one = (tag: string): unknown => {
    const found = blocks.filter((block) => block.tag === tag);
    if (found.length !== 1) throw new Error(`the page has ${found.length} blocks "json ${tag}"`);
    return JSON.parse(found[0]?.text ?? '');
  };
  const programme = one('programme') as Readonly<Record<string, unknown>>;
  const goods = one('goods') as Goods;
  const usual = one('receipt') as Circumstances;
  const examples = blocks
    .filter(({ tag }) => tag === 'example')
    .map(({ text, line }) => ({ line, example: JSON.parse(text) as Example }));

  const compiled = (changes: object) => {
    const checked = validateProgramme({ ...programme, ...changes });
    if (!checked.ok)
      throw new Error(checked.problems.map(({ path, message }) => path + message.en).join('\n'));
    return compileProgramme(checked.programme, fixedCalendar(OFFSET_MINUTES));
  };
  const basketOf = (
    given: Partial<Circumstances>,
    lines: readonly BasketLine[],
    codes: readonly string[] = [],
  ) => ({
    at: instant(Date.parse(given.at ?? usual.at)),
    offsetMinutes: OFFSET_MINUTES,
    store: given.store ?? usual.store,
    lines,
    codes: codes.map((code) => ({ code, singleUseOf: null })),
  });
  const memberOf = (given: Partial<Circumstances>) =>
    given.member === null ? null : memberFacts({ ...(usual.member as Member), ...given.member });

  /** Whether a condition holds of one line; asked as a rule would. */
  function holds(
    condition: unknown,
    given: Partial<Circumstances> & { product?: string; pieces?: number },
  ): boolean {
    const line = lineOf(goods, given.product ?? 'SOCKS', given.pieces ?? 1);
    const effect = { type: 'line-percent', rate: 10_000 };
    const rules = compiled({ promotions: [promotionOf({ lines: condition, effect }, 0)] });
    const basket = basketOf(given, [{ ...line, product: { ...line.product, floor: minor(0) } }]);
    return calculate(rules, { basket, member: memberOf(given), wish: 'none' }).totals.discount > 0;
  }

  /** What the answer says of everything that the example speaks of. */
  function answer(example: Example): Record<string, unknown> {
    const { promotion, promotions = promotion ? [promotion] : [], earning, codes, back = [] } = example;
    const rules = compiled({ promotions: promotions.map(promotionOf), ...(earning && { earning }) });
    const lines = Object.entries(example.lines).map(([product, pieces]) => lineOf(goods, product, pieces));
    const calculation = calculate(rules, {
      basket: basketOf(example, lines, codes),
      member: memberOf(example),
      wish: example.spend ?? 'none',
    });
    const said = { ...figuresOf(calculation), ...returnsOf(calculation, lines, back) };
    return Object.fromEntries(Object.entries(said).filter(([name]) => name in example.gives));
  }

  return { examples, holds, answer };
}

const memberFacts = ({ birthday, points: balance, offer, ...rest }: Member): MemberFacts => ({
  ...rest,
  spend: minor(rest.spend),
  accumulateOnly: false,
  birthday: { month: Number(birthday.slice(0, 2)), day: Number(birthday.slice(3)) },
  balances: { points: points(balance) },
  offers: offer ? [{ id: 'offer', promotion: 'promotion-0' }] : [],
});

const promotionOf = (promotion: object, index: number): object => ({
  id: `promotion-${index}`,
  name: { ru: 'Акция', en: 'Promotion' },
  priority: 0,
  ...promotion,
});

function lineOf(goods: Goods, id: string, pieces: number): BasketLine {
  const known = goods[id];
  if (!known) throw new Error(`the page has no goods called ${id}`);
  const { price, category = [], brand = null, onSale = false, floor = 0 } = known;
  return {
    id,
    product: { id, category, brand, onSale, floor: minor(floor) },
    quantity: thousandths(pieces * 1000),
    amount: minor(price * pieces),
  };
}

const sum = (parts: readonly { readonly points: number }[]): number =>
  parts.reduce((total, part) => total + part.points, 0);

const figuresOf = ({ totals, lines, spending, earning, level }: Calculation) => ({
  discount: totals.discount,
  paid: totals.paid,
  spent: sum(spending),
  earned: sum(earning),
  paidByLine: Object.fromEntries(lines.map(({ id, paid }) => [id, paid])),
  levelBefore: level?.before,
  levelAfter: level?.after,
});

/** What is given back and taken back, return after return. */
function returnsOf({ lines }: Calculation, bought: readonly BasketLine[], back: readonly Pieces[]) {
  const returned = new Map<string, number>();
  const [refunds, takenBack]: [number[], number[]] = [[], []];
  for (const pieces of back) {
    const sold = lines.map((calculated, index): SoldLine => ({
      calculated,
      quantity: bought[index]?.quantity ?? thousandths(0),
      returned: thousandths(returned.get(calculated.id) ?? 0),
    }));
    const wishes = Object.entries(pieces).map(([id, count]) => ({ id, quantity: thousandths(count * 1000) }));
    const due = returnDue(sold, wishes);
    if (!due.ok) throw new Error(`${due.code}: ${due.line}`);
    for (const { id, quantity } of wishes) returned.set(id, (returned.get(id) ?? 0) + quantity);
    refunds.push(due.due.refund);
    takenBack.push(sum(due.due.earned));
  }
  return { refunds, takenBack };
}
