import {
  calculate,
  compileProgramme,
  fixedCalendar,
  instant,
  minor,
  namesOf,
  points,
  returnDue,
  thousandths,
  validateProgramme,
  type Basket,
  type BasketLine,
  type Calculation,
  type MemberFacts,
  type ProgrammeNames,
  type SoldLine,
} from '@bonum/engine';
import { blocksOf, type Block } from './markdown.ts';

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
  readonly cups?: number;
  readonly offer?: boolean;
  readonly uses?: MemberFacts['uses'];
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
  readonly groups?: readonly object[];
  readonly lines: Pieces;
  /** One that was issued for a promotion alone names it. */
  readonly codes?: readonly (string | Basket['codes'][number])[];
  /** Promotions of which nothing is left for anybody. */
  readonly exhausted?: readonly string[];
  readonly spend?: 'most';
  readonly back?: readonly Pieces[];
  /** What of the answer the page says; the pages of promotions show the receipt instead. */
  readonly gives?: Readonly<Record<string, unknown>>;
}

/** A receipt as a page shows it. */
export interface Receipt {
  readonly calculation: Calculation;
  readonly bought: readonly BasketLine[];
  readonly names: ProgrammeNames;
  /** What came back, return after return; what was paid back for it, and the points taken and given back. */
  readonly back: readonly Pieces[];
  readonly refunds: readonly number[];
  readonly takenBack: readonly number[];
  readonly givenBack: readonly number[];
}

/** Moscow, where the page is set. */
const OFFSET_MINUTES = 180;

/** A page of worked examples, ready to be asked. @param base the page with the programme that they change, if another. */
export function programmePage(markdown: string, base = markdown) {
  const blocks = jsonBlocks(markdown);
  const basis = jsonBlocks(base);
  const one = (tag: string): unknown => {
    const found = basis.filter((block) => block.tag === tag);
    if (found.length !== 1) throw new Error(`the page has ${found.length} blocks "json ${tag}"`);
    return JSON.parse(found[0]?.text ?? '');
  };
  const programme = one('programme') as Readonly<Record<string, unknown>>;
  const goods = one('goods') as Goods;
  const usual = one('receipt') as Circumstances;
  const examples = blocks
    .filter(({ tag }) => tag === 'example')
    .map(({ text, line }) => ({ line, example: JSON.parse(text) as Example }));

  const compiled = (changes: object) => compiledOf({ ...programme, ...changes });
  const basketOf = (
    given: Partial<Circumstances>,
    lines: readonly BasketLine[],
    codes?: Example['codes'],
  ): Basket => basketAt({ ...usual, ...given }, lines, codes);
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

  /** The receipt of an example, and what its goods cost when they come back. */
  function receipt(example: Example): Receipt {
    const {
      promotion,
      promotions = promotion ? [promotion] : [],
      earning,
      groups,
      codes,
      exhausted = [],
      back = [],
    } = example;
    const rules = compiled({
      promotions: promotions.map(promotionOf),
      ...(earning && { earning }),
      ...(groups && { groups: groups.map(groupOf) }),
    });
    const bought = Object.entries(example.lines).map(([product, pieces]) => lineOf(goods, product, pieces));
    const member = memberOf(example);
    const basket = basketOf(example, bought, codes);
    const calculation = calculate(rules, { basket, member, wish: example.spend ?? 'none', exhausted });
    const names = namesOf(rules.programme);
    return { calculation, bought, back, names, ...returnsOf(calculation, bought, back) };
  }

  /** What the answer says of everything that the example speaks of. */
  function answer(example: Example): Record<string, unknown> {
    const { gives = {} } = example;
    const { calculation, refunds, takenBack } = receipt(example);
    const said = { ...figuresOf(calculation), refunds, takenBack };
    return Object.fromEntries(Object.entries(said).filter(([name]) => name in gives));
  }

  return { examples, holds, receipt, answer };
}

function compiledOf(document: object) {
  const checked = validateProgramme(document);
  if (!checked.ok) throw new Error(checked.problems.map(({ path, message }) => path + message.en).join('\n'));
  return compileProgramme(checked.programme, fixedCalendar(OFFSET_MINUTES));
}

const basketAt = (
  { at, store }: Pick<Circumstances, 'at' | 'store'>,
  lines: readonly BasketLine[],
  codes: NonNullable<Example['codes']> = [],
): Basket => ({
  at: instant(Date.parse(at)),
  offsetMinutes: OFFSET_MINUTES,
  store,
  lines,
  codes: codes.map((code) => (typeof code === 'string' ? { code, singleUseOf: null } : code)),
});

const jsonBlocks = (markdown: string): Block[] =>
  blocksOf(markdown).filter(({ language }) => language === 'json');

const memberFacts = ({
  birthday,
  points: balance,
  cups = 0,
  offer,
  uses = [],
  ...rest
}: Member): MemberFacts => ({
  ...rest,
  spend: minor(rest.spend),
  accumulateOnly: false,
  birthday: { month: Number(birthday.slice(0, 2)), day: Number(birthday.slice(3)) },
  uses,
  balances: { points: points(balance), cups: points(cups) },
  offers: offer ? [{ id: 'offer', promotion: 'promotion-0' }] : [],
});

const promotionOf = (promotion: object, index: number): object => ({
  id: `promotion-${index}`,
  name: { ru: 'Акция', en: 'Promotion' },
  priority: 0,
  ...promotion,
});

const groupOf = (group: object): object => ({
  name: { ru: 'Группа', en: 'Group' },
  priority: 0,
  ...group,
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

const figuresOf = ({ totals, lines, spending, earning, level, fired, missed }: Calculation) => ({
  fired: fired.map(({ promotion }) => promotion),
  missed: missed.map(({ promotion, because }) => ({ promotion, because })),
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
  const [refunds, takenBack, givenBack]: [number[], number[], number[]] = [[], [], []];
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
    givenBack.push(sum(due.due.spent));
  }
  return { refunds, takenBack, givenBack };
}
