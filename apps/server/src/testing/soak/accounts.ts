import type { Answer, Input } from '@bonum/contract';
import { pick, type Part } from './acts.ts';

type Returned = Answer<'return-receipt'>;
type ByKind = Record<string, number>;

/** A sale as its till knows it: what was asked, what was answered, and what has come back since. */
export interface Sale {
  readonly request: Input<'commit-receipt'>;
  readonly answer: Answer<'commit-receipt'>;
  readonly returns: Map<string, Returned>;
  /** Whose purchase it is; null: nobody's. */
  owner: string | null;
  /** What it gave its owner: for a claimed receipt not what its answer says. */
  earned: ByKind;
  /** The claim of an anonymous receipt does not say which line earned what. */
  claimed: boolean;
  cancelled: boolean;
}

interface Gain {
  readonly kind: string;
  readonly points: number;
  /** When it can be spent at the latest; null: for ever. */
  readonly until: number | null;
}

/** What people were told at the tills, added up without any knowledge of how it is kept. */
export class Accounts {
  readonly sales = new Map<string, Sale>();
  readonly members: string[] = [];
  readonly grants: { readonly memberId: string; readonly kind: string; readonly points: number }[] = [];
  readonly gains: (Gain & { readonly owner: string })[] = [];
  readonly offers: string[] = [];
  /** How many merges were undone. */
  undone = 0;
  readonly #joined = new Map<string, string>();

  /** Two members that were one person at some time. */
  unite(one: string, other: string): void {
    this.#joined.set(this.person(one), this.person(other));
  }

  person(memberId: string): string {
    let root = memberId;
    for (let next = this.#joined.get(root); next !== undefined && next !== root;) {
      root = next;
      next = this.#joined.get(root);
    }
    return root;
  }

  persons(): string[] {
    return [...new Set(this.members.map((memberId) => this.person(memberId)))];
  }

  sold(request: Input<'commit-receipt'>, answer: Answer<'commit-receipt'>): void {
    // The same receipt, asked for again.
    if (this.sales.has(answer.receiptId)) return;
    const owner = answer.member?.memberId ?? null;
    const earned = owner === null ? {} : byKind(answer.earning);
    const rest = { returns: new Map(), owner, earned, claimed: false, cancelled: false };
    this.sales.set(answer.receiptId, { request, answer, ...rest });
    if (owner === null) return;
    for (const { kind, points, expiresAt } of answer.earning)
      this.gains.push({ owner, kind, points, until: expiresAt === null ? null : Date.parse(expiresAt) });
  }

  cameBack(returned: Returned, longestLife: number, now: number): void {
    const sale = this.sales.get(returned.ofReceiptId);
    if (!sale) throw new Error(`a return of ${returned.ofReceiptId}, which was never sold`);
    if (sale.returns.has(returned.receiptId)) return;
    sale.returns.set(returned.receiptId, returned);
    if (sale.owner === null) return;
    for (const [kind, points] of Object.entries(returned.pointsGivenBack))
      this.gains.push({ owner: sale.owner, kind, points, until: now + longestLife });
  }
}

export function byKind(parts: readonly { kind: string; points: number }[]): ByKind {
  const sums: ByKind = {};
  for (const { kind, points } of parts) add(sums, { [kind]: points });
  return sums;
}

/** Points that paid, and stamps that were taken. */
export const spentOf = ({ answer }: Sale): ByKind => byKind(answer.lines.flatMap(({ spent }) => spent));

/** What returns of a sale did together. */
export function backOf({ returns }: Sale) {
  const sums = { refund: 0, reduced: 0, givenBack: {} as ByKind, takenBack: {} as ByKind };
  for (const returned of returns.values()) {
    sums.refund += returned.refund;
    sums.reduced += returned.refundReducedBy;
    add(sums.givenBack, returned.pointsGivenBack);
    add(sums.takenBack, returned.pointsTakenBack);
  }
  return sums;
}

export function add(sums: ByKind, more: Readonly<Record<string, number>>, sign = 1): void {
  for (const [kind, points] of Object.entries(more)) sums[kind] = (sums[kind] ?? 0) + sign * points;
}

/** How much of each line has come back. */
export function quantitiesBack({ returns }: Sale): Map<string, { quantity: number; refund: number }> {
  const back = new Map<string, { quantity: number; refund: number }>();
  for (const { lines } of returns.values()) {
    for (const { id, quantity, refund } of lines) {
      const before = back.get(id) ?? { quantity: 0, refund: 0 };
      back.set(id, { quantity: before.quantity + quantity, refund: before.refund + refund });
    }
  }
  return back;
}

/** Whether nothing of it is left. */
export function isWhole(sale: Sale): boolean {
  const back = quantitiesBack(sale);
  if (back.size === 0) return false;
  return sale.request.lines.every(({ id, quantity }) => quantity <= 0 || back.get(id)?.quantity === quantity);
}

/** Shares of what is still out, in thousandths; the last few of a line go together. */
export function linesOf(sale: Sale, parts: readonly Part[]): { id: string; quantity: number }[] {
  const back = quantitiesBack(sale);
  const out = new Map(
    sale.request.lines.map(({ id, quantity }) => [id, quantity - (back.get(id)?.quantity ?? 0)]),
  );
  return parts.flatMap(({ line, share }) => {
    const id = pick(sale.request.lines, line)?.id ?? '';
    const left = out.get(id) ?? 0;
    if (left <= 0) return [];
    const quantity = share > 800 ? left : Math.max(1, Math.floor((left * share) / 1000));
    out.set(id, left - quantity);
    return [{ id, quantity }];
  });
}
