import type { EventType } from '@bonum/contract';

/** What a notice was made from: ids and amounts, as the event had them. */
export type NoticeKind =
  | 'welcome'
  | 'points-earned'
  | 'points-spent'
  | 'points-granted'
  | 'points-withdrawn'
  | 'points-active'
  | 'points-expiring'
  | 'points-expired'
  | 'receipt-returned'
  | 'receipt-claimed'
  | 'level-changed'
  | 'offer-given'
  | 'card-issued'
  | 'card-blocked'
  | 'card-unblocked'
  | 'profiles-merged'
  | 'profiles-parted'
  | 'data-changed'
  | 'suspended'
  | 'resumed'
  | 'sign-in-code-given';

export interface News {
  readonly kind: NoticeKind;
  readonly facts: Facts;
}

/** Points by kind, and names of things by their ids. */
export interface Facts {
  readonly points?: Readonly<Record<string, number>>;
  readonly receiptId?: string;
  /** In minor units. */
  readonly amount?: number;
  readonly level?: string;
  readonly promotion?: string;
  /** When they expire. */
  readonly until?: string;
}

type Payload = Readonly<Record<string, unknown>>;

/** What is news to a member; of what is not here they know themselves, or it concerns others. */
const newsOf: { readonly [Type in EventType]?: (payload: Payload) => News | null } = {
  'member-joined': () => ({ kind: 'welcome', facts: {} }),
  'receipt-committed': receiptNews,
  'receipt-returned': ({ ofReceiptId, refund }) => ({
    kind: 'receipt-returned',
    facts: { receiptId: String(ofReceiptId), ...(typeof refund === 'number' && { amount: refund }) },
  }),
  'receipt-claimed': ({ receiptId }) => ({
    kind: 'receipt-claimed',
    facts: { receiptId: String(receiptId) },
  }),
  'level-changed': ({ after }) => ({ kind: 'level-changed', facts: { level: String(after) } }),
  'points-granted': ({ kind, points }) => ({
    kind: 'points-granted',
    facts: { points: { [String(kind)]: Number(points) } },
  }),
  'points-withdrawn': ({ kind, points }) => ({
    kind: 'points-withdrawn',
    facts: { points: { [String(kind)]: Number(points) } },
  }),
  'transfer-reversed': reversedNews,
  'points-settled': settledNews,
  'points-expiring': expiringNews,
  'offer-given': ({ promotion }) => ({ kind: 'offer-given', facts: { promotion: String(promotion) } }),
  'card-issued': () => ({ kind: 'card-issued', facts: {} }),
  'card-blocked': () => ({ kind: 'card-blocked', facts: {} }),
  'card-unblocked': () => ({ kind: 'card-unblocked', facts: {} }),
  'members-merged': () => ({ kind: 'profiles-merged', facts: {} }),
  'merge-undone': () => ({ kind: 'profiles-parted', facts: {} }),
  // What they change themselves they know.
  'member-updated': ({ operatorId }) =>
    operatorId === undefined ? null : { kind: 'data-changed', facts: {} },
  'member-suspended': () => ({ kind: 'suspended', facts: {} }),
  'member-resumed': () => ({ kind: 'resumed', facts: {} }),
  'let-in-code-given': () => ({ kind: 'sign-in-code-given', facts: {} }),
};

/** null: it is no news. */
export function newsIn(type: string, payload: unknown): News | null {
  const read = new Map<string, (payload: Payload) => News | null>(Object.entries(newsOf)).get(type);
  return read?.(payload as Payload) ?? null;
}

function receiptNews({ receiptId, earned, spent, paid }: Payload): News | null {
  const points = pointsIn(earned);
  const facts = { receiptId: String(receiptId), amount: Number(paid) };
  if (points !== null) return { kind: 'points-earned', facts: { ...facts, points } };
  return Number(spent) > 0 ? { kind: 'points-spent', facts: { ...facts, amount: Number(spent) } } : null;
}

/** What was granted by mistake is taken off, what was taken off by mistake comes back. */
function reversedNews({ kind, points, gave }: Payload): News | null {
  if (typeof kind !== 'string') return null;
  const facts = { points: { [kind]: Number(points) } };
  return { kind: gave === true ? 'points-granted' : 'points-withdrawn', facts };
}

/** What ran out matters more than what can be spent from now on; both in one breath are two lines in the account. */
function settledNews({ points }: Payload): News | null {
  const byReason = (typeof points === 'object' && points !== null ? points : {}) as Payload;
  const expired = pointsIn(byReason['expired']);
  if (expired !== null) return { kind: 'points-expired', facts: { points: expired } };
  const active = pointsIn(byReason['activated']);
  return active === null ? null : { kind: 'points-active', facts: { points: active } };
}

function expiringNews({ points, until }: Payload): News | null {
  const some = pointsIn(points);
  return some === null ? null : { kind: 'points-expiring', facts: { points: some, until: String(until) } };
}

function pointsIn(value: unknown): Record<string, number> | null {
  if (typeof value !== 'object' || value === null) return null;
  const some = Object.entries(value).filter((entry): entry is [string, number] => Number(entry[1]) > 0);
  return some.length === 0 ? null : Object.fromEntries(some);
}
