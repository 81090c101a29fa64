import type { Seat } from './facts.ts';

/** The rules by name, in the order in which they are told. */
export const rules = [
  'one-till',
  'few-cards',
  'returns-after-spending',
  'distant-stores',
  'grants',
  'sign-ups',
  'merges',
] as const;
export type Rule = (typeof rules)[number];

/** Who or what is suspected. */
export type Subject =
  | { readonly kind: 'member'; readonly memberId: string; readonly seat?: Seat }
  | { readonly kind: 'seat'; readonly seat: Seat }
  | { readonly kind: 'operator'; readonly operatorId: string }
  | { readonly kind: 'device'; readonly device: string }
  | { readonly kind: 'network'; readonly network: string };

/** One thing that happened and that the suspicion rests on; as little of it as a reviewer needs. */
export interface Trace {
  readonly kind: 'sale' | 'return' | 'grant' | 'sign-up' | 'merge';
  /** Of the receipt, the grant, the merge; of a sign-up the member's. */
  readonly id: string;
  readonly at: number;
  readonly memberId: string | null;
  readonly storeId?: string;
  readonly tillId?: string;
  readonly cashier?: string;
  readonly paid?: number;
  readonly points?: number;
}

/** The numbers a suspicion rests on, by name: what was seen, and beside it what is usual. */
export type Figures = Readonly<Record<string, number>>;

export interface Evidence {
  readonly figures: Figures;
  /** The members concerned, those with most first. */
  readonly members: readonly string[];
  /** Oldest first. */
  readonly traces: readonly Trace[];
}

/** What a rule says of one subject that it looked at. */
export interface Tested {
  readonly rule: Rule;
  readonly subject: Subject;
  /** How likely it is that this, or more of it, comes about by chance alone. */
  readonly chance: number;
  /** Made only for those who are told. */
  readonly evidence: () => Evidence;
}

/** A suspicion that is worth a reviewer's time. */
export interface Suspicion extends Omit<Tested, 'evidence'>, Evidence {
  /** How often in a window of this chain such a thing would come up by chance: the chance times how many were looked at. */
  readonly byChance: number;
}

/** The same suspicion has the same key, however much it grows. */
export const suspicionKey = ({ rule, subject }: Pick<Tested, 'rule' | 'subject'>): string => {
  const { kind, ...of } = subject;
  return JSON.stringify([rule, kind, ...Object.values(of).flatMap(plain)]);
};

const plain = (value: string | Seat): (string | null)[] =>
  typeof value === 'string' ? [value] : [value.storeId, value.cashier, value.tillId];
