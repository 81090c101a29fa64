import type { CalculatedLine } from './calculation.ts';
import { multiplyCeil, multiplyFloor } from './exact.ts';
import { minor, points, safe, thousandths, type Minor, type Points, type Thousandths } from './number.ts';

/** A line of a receipt, with what its calculation gave it and what has been brought back of it. */
export interface SoldLine {
  readonly calculated: CalculatedLine;
  readonly quantity: Thousandths;
  /** Brought back before this return. */
  readonly returned: Thousandths;
  /** What the returns before this one booked for the line; absent: what they had to book. */
  readonly booked?: LineShare;
}

/** What belongs to some quantity of a line. */
export interface LineShare {
  /** Money given back to the customer. */
  readonly refund: Minor;
  /** Discount that is no longer given. */
  readonly discount: Minor;
  /** Points that go back to the member. */
  readonly spent: readonly SpentShare[];
  /** Points that are taken from the member again. */
  readonly earned: readonly EarnedShare[];
}

export interface SpentShare {
  readonly kind: string;
  readonly points: Points;
  readonly amount: Minor;
}

export interface EarnedShare {
  readonly kind: string;
  readonly source: string;
  readonly points: Points;
}

export interface ReturnWish {
  readonly id: string;
  readonly quantity: Thousandths;
}

/** What a return brings about: for each of its lines, and together. Cumulative spend falls by `refund`. */
export interface ReturnDue extends LineShare {
  readonly lines: readonly (LineShare & { readonly id: string; readonly quantity: Thousandths })[];
}

export type ReturnRefusal = 'no-such-line' | 'nothing-to-return' | 'more-than-left';

export type ReturnAnswer =
  | { readonly ok: true; readonly due: ReturnDue }
  | { readonly ok: false; readonly code: ReturnRefusal; readonly line: string };

/**
 * What is due when goods come back. After `k` of `n` units the customer has been given back
 * `floor(total x k / n)` of the money and of the points that paid, and has lost the points earned on them,
 * rounded up; this return books what is not booked yet. So it does not matter in how many steps and in which
 * order goods come back, a full return leaves nothing, and at no step has the customer more than what is kept deserves.
 *
 * @example
 * const answer = returnDue(sold, [{ id: '1', quantity: thousandths(2000) }]);
 * if (answer.ok) refund(answer.due.refund);
 */
export function returnDue(sold: readonly SoldLine[], wishes: readonly ReturnWish[]): ReturnAnswer {
  const byId = new Map(sold.map((line) => [line.calculated.id, line]));
  const wanted = new Map<string, number>();
  for (const { id, quantity } of wishes) wanted.set(id, safe((wanted.get(id) ?? 0) + quantity));
  const lines: ReturnDue['lines'][number][] = [];
  for (const [id, quantity] of wanted) {
    const line = byId.get(id);
    if (line === undefined) return { ok: false, code: 'no-such-line', line: id };
    const refusal = refusalOf(line, quantity);
    if (refusal !== null) return { ok: false, code: refusal, line: id };
    lines.push({ id, quantity: thousandths(quantity), ...dueOf(line, quantity) });
  }
  return { ok: true, due: { lines, ...together(lines) } };
}

/** What is due when everything that is still out comes back, and what came back within the sale is taken again. */
export function cancelDue(sold: readonly SoldLine[]): ReturnDue {
  const lines = sold
    .filter(({ quantity, returned }) => quantity !== returned)
    .map((line) => {
      const quantity = thousandths(line.quantity - line.returned);
      return { id: line.calculated.id, quantity, ...dueOf(line, quantity) };
    });
  return { lines, ...together(lines) };
}

/** Goods that were brought back within a sale have a quantity below zero: they are not out, so they can't come back. */
function refusalOf({ quantity, returned }: SoldLine, wanted: number): ReturnRefusal | null {
  if (wanted <= 0 || quantity <= 0) return 'nothing-to-return';
  return wanted > quantity - returned ? 'more-than-left' : null;
}

function dueOf(line: SoldLine, quantity: number): LineShare {
  const before = line.booked ?? shareAfter(line, line.returned);
  return minus(shareAfter(line, line.returned + quantity), before);
}

/** Everything due when `returned` of the line has come back, from the first return on. */
function shareAfter({ calculated, quantity }: SoldLine, returned: number): LineShare {
  const part = (total: number): number =>
    signed(total, (size) => multiplyFloor(size, Math.abs(returned), Math.abs(quantity)));
  const discount = calculated.discounts.reduce((sum, { amount }) => safe(sum + amount), 0);
  return {
    refund: minor(part(calculated.paid)),
    discount: minor(part(discount)),
    spent: calculated.spent.map(({ kind, points: all, amount }) => {
      const back = part(all);
      // Points pay whole, so the amount of one point is exact.
      return { kind, points: points(back), amount: minor(all === 0 ? 0 : back * (amount / all)) };
    }),
    earned: calculated.earned.map(({ kind, source, points: all }) => ({
      kind,
      source,
      points: points(multiplyCeil(all, Math.abs(returned), Math.abs(quantity))),
    })),
  };
}

/** A line can have been paid below zero (a deposit that was given back); its parts mirror those of a sale. */
const signed = (total: number, share: (size: number) => number): number =>
  total < 0 ? 0 - share(-total) : share(total);

function minus(after: LineShare, before: LineShare): LineShare {
  return {
    refund: minor(after.refund - before.refund),
    discount: minor(after.discount - before.discount),
    spent: after.spent.map(({ kind, points: all, amount }) => {
      const booked = before.spent.find((share) => share.kind === kind);
      return {
        kind,
        points: points(all - (booked?.points ?? 0)),
        amount: minor(amount - (booked?.amount ?? 0)),
      };
    }),
    earned: after.earned.map(({ kind, source, points: all }) => {
      const booked = before.earned.find((share) => share.kind === kind && share.source === source);
      return { kind, source, points: points(all - (booked?.points ?? 0)) };
    }),
  };
}

function together(shares: readonly LineShare[]): LineShare {
  const spent = new Map<string, SpentShare>();
  const earned = new Map<string, EarnedShare>();
  let [refund, discount] = [0, 0];
  for (const share of shares) {
    refund = safe(refund + share.refund);
    discount = safe(discount + share.discount);
    for (const part of share.spent) {
      const sum = spent.get(part.kind);
      spent.set(part.kind, {
        kind: part.kind,
        points: points(part.points + (sum?.points ?? 0)),
        amount: minor(part.amount + (sum?.amount ?? 0)),
      });
    }
    for (const part of share.earned) {
      // A blank can't be part of an id, so two different pairs never make one key.
      const key = `${part.kind} ${part.source}`;
      earned.set(key, { ...part, points: points(part.points + (earned.get(key)?.points ?? 0)) });
    }
  }
  return {
    refund: minor(refund),
    discount: minor(discount),
    spent: [...spent.values()],
    earned: [...earned.values()],
  };
}
