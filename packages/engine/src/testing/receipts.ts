import type { Basket, BasketLine, MemberFacts, ProductFacts } from '../basket.ts';
import { fixedCalendar, type Calendar } from '../calendar.ts';
import { compileProgramme, type CompiledProgramme } from '../compile.ts';
import type { Voice } from '../words/explain.ts';
import { instant, minor, thousandths, type Instant } from '../number.ts';
import { validateProgramme } from '../validation/validate.ts';

/** Moscow has been three hours ahead of UTC, summer and winter, since 2014. */
const moscow: Calendar = fixedCalendar(180);

/** Thursday 15 January 2026, 12:30 in Moscow. */
export const noon: Instant = instant(1_768_469_400_000);

interface Goods {
  readonly id?: string;
  readonly product?: string;
  readonly category?: readonly string[];
  readonly brand?: string;
  readonly onSale?: boolean;
  readonly floor?: number;
  /** Units of a thousand thousandths; 1 if not given. */
  readonly units?: number;
  readonly thousandths?: number;
}

/** A line of goods that cost `amount` kopecks together. */
export function line(amount: number, goods: Goods = {}): BasketLine {
  const id = goods.id ?? goods.product ?? `line-${amount}`;
  const product: ProductFacts = {
    id: goods.product ?? id,
    category: goods.category ?? [],
    brand: goods.brand ?? null,
    onSale: goods.onSale ?? false,
    floor: minor(goods.floor ?? 0),
  };
  return {
    id,
    product,
    quantity: thousandths(goods.thousandths ?? (goods.units ?? 1) * 1000),
    amount: minor(amount),
  };
}

export function basket(lines: readonly BasketLine[], rest: Partial<Omit<Basket, 'lines'>> = {}): Basket {
  return { at: noon, offsetMinutes: 180, store: { id: 'store-1', tags: [] }, codes: [], lines, ...rest };
}

export function member(facts: Partial<MemberFacts> = {}): MemberFacts {
  return {
    level: 'gold',
    spend: minor(20_000_000),
    receipts: 10,
    accumulateOnly: false,
    birthday: null,
    segments: [],
    offers: [],
    uses: [],
    balances: {},
    ...facts,
  };
}

/** Compiles a document that must be right; what is wrong with it is the message. */
export function compiled(written: unknown): CompiledProgramme {
  const checked = validateProgramme(written);
  if (!checked.ok)
    throw new Error(checked.problems.map(({ path, message }) => `${path} ${message.en}`).join('\n'));
  return compileProgramme(checked.programme, moscow);
}

/** A small programme: gold earns 10 % and may pay for everything; only what a test asks for is different. */
export function document(parts: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    format: 'bonum/1',
    id: 'test',
    name: { ru: 'Проверка', en: 'Test' },
    currency: 'RUB',
    zone: 'Europe/Moscow',
    kinds: [
      {
        id: 'bonus',
        name: named('Бонусы'),
        worth: 100,
        life: { never: true },
        spending: { maxShare: 10_000 },
      },
    ],
    levels: [
      { id: 'start', name: named('Начальный'), from: 0, spends: false },
      { id: 'gold', name: named('Золотой'), from: 10_000_000, spends: true },
    ],
    earning: [{ id: 'purchase', name: named('За покупку'), kind: 'bonus', rate: { gold: 1000 } }],
    promotions: [],
    returns: { shortfall: 'debt', graceDays: 14 },
    holds: { minutes: 15 },
    cards: { prefixes: ['2101'] },
    ...parts,
  };
}

/** Told to a cashier on the day of the receipt. */
export const cashier = (language: Voice['language']): Voice => ({
  language,
  audience: 'cashier',
  at: noon,
  offsetMinutes: 180,
});

export const named = (name: string): { ru: string; en: string } => ({ ru: name, en: name });

/** A promotion that does nothing but what its effect says. */
export function promotion(
  effect: Readonly<Record<string, unknown>>,
  rest: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return { id: 'promo', name: named('Акция'), priority: 0, effect, ...rest };
}
