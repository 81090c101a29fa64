import type { Answer } from '@bonum/contract';
import {
  explainInParts,
  namesOf,
  type Evidence,
  type ExplanationInParts,
  type Missed,
  type Programme,
  type Voice,
} from '@bonum/engine';
import { sql, type Kysely } from 'kysely';
import { reasonsOf, type ReturnEvidence } from '../checkout/receipt-reasons.ts';
import type { StoredReceipt } from '../checkout/stored-receipt.ts';
import type { Database } from '../database/schema.ts';

type MyReceipt = Answer<'get-my-receipt'>;
type Parts = Pick<
  MyReceipt,
  | 'lines'
  | 'totals'
  | 'plus'
  | 'minus'
  | 'discounts'
  | 'spending'
  | 'earned'
  | 'nothingEarned'
  | 'others'
  | 'missed'
>;
type Points = Record<string, number>;

interface Bought {
  readonly id: string;
  readonly productId: string;
  readonly quantity: number;
}

/** What was sold, what of it came back, and what the goods are called today. */
export interface SoldGoods {
  readonly sale: StoredReceipt;
  readonly returns: readonly StoredReceipt[];
  readonly names: ReadonlyMap<string, string>;
}

const boughtOf = ({ request }: StoredReceipt): readonly Bought[] =>
  (request as { lines: readonly Bought[] }).lines;

export async function productNames(
  db: Kysely<Database>,
  sale: StoredReceipt,
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(boughtOf(sale).map(({ productId }) => productId))];
  const rows = await db
    .selectFrom('product')
    .select(['product_id', 'name'])
    .where(sql<boolean>`product_id = any(${ids})`)
    .execute();
  return new Map(rows.map(({ product_id, name }) => [product_id, name] as const));
}

/** Lines by id, each with what was bought by it. */
function goodsById({ sale, names }: SoldGoods): ReadonlyMap<string, Bought & { name: string }> {
  return new Map(
    boughtOf(sale).map((line) => [line.id, { ...line, name: names.get(line.productId) ?? line.productId }]),
  );
}

interface SaleTold {
  readonly evidence: Evidence;
  readonly goods: SoldGoods;
  /** The version it was calculated with. */
  readonly programme: Programme;
  readonly voice: Voice;
}

export function saleParts({ evidence, goods, programme, voice }: SaleTold): Parts {
  const told = explainInParts(evidence, namesOf(programme), voice);
  const reasons = new Map(told.lines.map(({ id, price }) => [id, price]));
  const byId = goodsById(goods);
  const back = backByLine(goods.returns);
  const spent = [...evidence.spending, ...(evidence.stamps ?? [])];
  return {
    lines: evidence.lines.map((line) => ({
      ...goodsOf(byId, line.id),
      amount: line.amount,
      discount: sum(line.discounts.map(({ amount }) => amount)),
      spent: sum(line.spent.map(({ amount }) => amount)),
      paid: line.paid,
      earned: listed(byKind(line.earned)),
      returned: back.get(line.id) ?? 0,
      reasons: [...(reasons.get(line.id) ?? [])],
    })),
    totals: evidence.totals,
    plus: byKind(evidence.earning),
    minus: byKind(spent),
    discounts: told.discounts.map(({ sentence }) => sentence),
    spending: [...told.spent],
    earned: told.earned.map(({ kind, points, name, note }) => ({ kind, points, name, note })),
    nothingEarned: told.nothingEarned?.note ?? null,
    others: [...told.others],
    missed: missedParts(programme, told.missed),
  };
}

interface ReturnTold extends Omit<SaleTold, 'evidence'> {
  readonly receipt: StoredReceipt;
}

export function returnParts({ receipt, goods, programme, voice }: ReturnTold): Parts {
  const { due } = receipt.calculation as ReturnEvidence;
  const told = reasonsOf(receipt, programme, voice);
  const reasons = new Map(told.lines.map(({ id, sentences }) => [id, sentences]));
  const byId = goodsById(goods);
  const lines = due.lines.map((line) => {
    const spent = sum(line.spent.map(({ amount }) => amount));
    return {
      ...goodsOf(byId, line.id),
      quantity: line.quantity,
      amount: line.refund + spent + line.discount,
      discount: line.discount,
      spent,
      paid: line.refund,
      earned: [],
      returned: 0,
      reasons: [...(reasons.get(line.id) ?? [])],
    };
  });
  const total = (of: 'amount' | 'discount' | 'spent'): number => sum(lines.map((line) => line[of]));
  const { refund } = receipt.answer as Answer<'return-receipt'>;
  return {
    lines,
    totals: { amount: total('amount'), discount: total('discount'), spent: total('spent'), paid: refund },
    plus: byKind(due.spent),
    minus: byKind(due.earned),
    discounts: [],
    spending: [],
    earned: [],
    nothingEarned: null,
    others: [...told.whole],
    missed: [],
  };
}

function goodsOf(byId: ReadonlyMap<string, Bought & { name: string }>, id: string) {
  const { productId = id, quantity = 0, name = id } = byId.get(id) ?? {};
  return { id, productId, name, quantity };
}

function backByLine(returns: readonly StoredReceipt[]): ReadonlyMap<string, number> {
  const back = new Map<string, number>();
  for (const { calculation } of returns) {
    for (const { id, quantity } of (calculation as ReturnEvidence).due.lines)
      back.set(id, (back.get(id) ?? 0) + quantity);
  }
  return back;
}

/** What the member could have had by taking a little more comes first; the rest is told all the same. */
function missedParts(programme: Programme, told: ExplanationInParts['missed']): Parts['missed'] {
  const missed = told.map(({ miss, sentence }) => ({
    sentence,
    inReach: inReach.has(miss.because.type),
    missing: miss.because.type === 'spend-more' ? miss.because.missing : null,
    gain: gainOf(programme, miss),
  }));
  return missed.toSorted((one, other) => Number(other.inReach) - Number(one.inReach));
}

const inReach: ReadonlySet<string> = new Set([
  'add-units',
  'spend-more',
  'gift-not-in-basket',
] satisfies Missed['because']['type'][]);

/** Only what is certain whatever else had been bought. */
function gainOf(
  { promotions }: Programme,
  { promotion: id, because }: Missed,
): Parts['missed'][number]['gain'] {
  const effect = promotions.find((promotion) => promotion.id === id)?.effect;
  if (because.type !== 'spend-more' || effect?.type !== 'spend-and-get') return null;
  return 'discount' in effect.get
    ? { kind: null, points: 0, discount: effect.get.discount }
    : { kind: effect.get.kind, points: effect.get.points, discount: 0 };
}

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);

function byKind(parts: readonly { readonly kind: string; readonly points: number }[]): Points {
  const sums: Points = {};
  for (const { kind, points } of parts) if (points > 0) sums[kind] = (sums[kind] ?? 0) + points;
  return sums;
}

const listed = (points: Points): { kind: string; points: number }[] =>
  Object.entries(points).map(([kind, many]) => ({ kind, points: many }));
