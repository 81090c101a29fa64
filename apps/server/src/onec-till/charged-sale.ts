import type { SoldDocument, SoldLine } from '@bonum/adapters/onec-till/read-receipts';
import { spread } from '@bonum/engine';
import type { OfflineSale } from '../checkout/charge.ts';

/** What a document means to Bonum, beyond what stands in it. */
export interface Terms {
  readonly key: OfflineSale['key'];
  /** With its offset. */
  readonly at: string;
  readonly member: OfflineSale['member'] | null;
  readonly programmeVersion: number;
  /** Promotions by what 1C calls them. */
  readonly promotions: ReadonlyMap<string, string>;
  /** Of one point, minor units. */
  readonly worth: number;
  /** Of which kinds so many points are. */
  readonly kinds: (count: number) => Readonly<Record<string, number>>;
}

/** A receipt of 1C as a sale that was charged by a till: what the customer paid stands. */
export function chargedSale(document: SoldDocument, terms: Terms): OfflineSale {
  const known = document.lines.map((line) => withDiscounts(document, line, terms));
  const paying = withPoints(known, terms);
  const { key, at, member, programmeVersion } = terms;
  return {
    type: 'sale',
    key,
    at,
    ...(document.cashier !== '' && { cashier: document.cashier }),
    ...(member && { member }),
    lines: paying.map(({ id, productId, quantity, amount }) => ({ id, productId, quantity, amount })),
    ...(document.codes.length > 0 && { codes: [...document.codes] }),
    charged: {
      programmeVersion,
      lines: paying.map(({ id, amount, discounts, spent }) => ({
        id,
        discounts,
        spent,
        paid: amount - sumOf(discounts) - sumOf(spent),
      })),
    },
  };
}

/** How many points a document was paid with: whole ones, whatever kopecks 1C spread them over. */
export const pointsOf = ({ lines }: SoldDocument, worth: number): number =>
  Math.floor(lines.reduce((sum, { bonus }) => sum + Math.max(0, bonus), 0) / worth);

const sumOf = (parts: readonly { readonly amount: number }[]): number =>
  parts.reduce((sum, { amount }) => sum + amount, 0);

interface PricedLine extends Pick<SoldLine, 'id' | 'productId' | 'quantity' | 'bonus'> {
  /** Less what 1C took off by rules of its own. */
  readonly amount: number;
  readonly discounts: { promotion: string; amount: number }[];
}

/** Discounts of Bonum's own promotions stay discounts; whatever else 1C took off by itself is a lower price. */
function withDiscounts(
  { discounts }: SoldDocument,
  { id, productId, quantity, amount, automatic, bonus }: SoldLine,
  { promotions }: Terms,
): PricedLine {
  const sums = new Map<string, number>();
  let left = Math.max(0, Math.min(automatic, amount));
  for (const discount of discounts) {
    const promotion = discount.line === id ? promotions.get(discount.ref) : undefined;
    const part = Math.min(discount.amount, left);
    if (promotion === undefined || part === 0) continue;
    left -= part;
    sums.set(promotion, (sums.get(promotion) ?? 0) + part);
  }
  const ours = [...sums].map(([promotion, part]) => ({ promotion, amount: part }));
  return { id, productId, quantity, bonus, amount: amount - left, discounts: ours };
}

interface PaidLine extends PricedLine {
  readonly spent: { kind: string; points: number; amount: number }[];
}

/** 1C spreads roubles over lines; a line of ours is paid with whole points, so they are spread anew: the sums of the receipt stay. */
function withPoints(lines: readonly PricedLine[], { worth, kinds }: Terms): PaidLine[] {
  const bonus = lines.reduce((sum, line) => sum + Math.max(0, line.bonus), 0);
  const rest = bonus % worth;
  const priced = lines.map((line) => ({ ...line }));
  const widest = priced.reduce<PricedLine | null>(
    (most, line) => (most && most.amount >= line.amount ? most : line),
    null,
  );
  const lowered = priced.map((line) => (line === widest ? { ...line, amount: line.amount - rest } : line));
  let room = lowered.map((line) => Math.max(0, Math.floor((line.amount - sumOf(line.discounts)) / worth)));
  const spent: PaidLine['spent'][] = lowered.map(() => []);
  for (const [kind, count] of Object.entries(kinds((bonus - rest) / worth))) {
    const parts = spread(
      count,
      lowered.map((line, rank) => ({ weight: Math.max(1, line.bonus), cap: room[rank] ?? 0, rank })),
      { weight: ({ weight }) => weight, cap: ({ cap }) => cap, rank: ({ rank }) => rank },
    );
    parts.forEach((part, index) => {
      if (part > 0) spent[index]?.push({ kind, points: part, amount: part * worth });
    });
    room = room.map((left, index) => left - (parts[index] ?? 0));
  }
  return lowered.map((line, index) => ({ ...line, spent: spent[index] ?? [] }));
}
