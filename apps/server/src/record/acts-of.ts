import type { RecordAct } from '@bonum/adapters/system-of-record';
import type { EventType } from '@bonum/contract';
import type { AccountName, TransferRow } from '@bonum/ledger';
import type { CardRow, ConsentRow, MemberRow, OwnerRow } from '../owner/read-owner.ts';
import type { OwnerWrites } from '../write.ts';
import { saidAnew } from './agreements.ts';
import { FROM_RECORD } from './from-record.ts';

/** An act as it waits: by ids and figures. Who somebody is, what they bought, and how a card stands is looked up as it is told. */
export type StoredAct =
  | Exclude<RecordAct, { readonly act: 'register' | 'change' | 'receipt' | 'merge' | 'put-card' }>
  /** `anew`: the consents that were given by it. */
  | { readonly act: 'register' | 'change'; readonly anew?: readonly string[] }
  | { readonly act: 'put-card'; readonly number: string; readonly takenFrom?: Keeper }
  | { readonly act: 'receipt'; readonly receiptId: string }
  /** Another is now part of this one. */
  | { readonly act: 'merge'; readonly fromOwnerId: string; readonly mergeId: string };

/** The consents that are given by an act which tells who somebody is. */
export const anewOf = (act: StoredAct): { readonly anew?: readonly string[] } =>
  act.act === 'register' || act.act === 'change' ? { anew: act.anew ?? [] } : {};

/** Whose a card was while two members were one, and the version that they had when the two were two again. */
export interface Keeper {
  readonly ownerId: string;
  readonly version: number;
}

/** What somebody can spend is in these; what is not active yet is told when it is. */
const spendable: ReadonlySet<AccountName> = new Set(['available', 'held', 'debt']);

/** How a transfer moves what somebody can spend. */
export const movement = ({
  debit,
  credit,
  amount,
}: Pick<TransferRow, 'debit' | 'credit' | 'amount'>): number =>
  (spendable.has(credit) ? amount : 0) - (spendable.has(debit) ? amount : 0);

interface EventRow {
  readonly type: EventType;
  readonly payload: {
    readonly fromMemberId?: string;
    readonly mergeId?: string;
    readonly fields?: readonly string[];
  };
}

/**
 * What the system of record has to do about what is about to be written of an owner, in order.
 * @param heard it was the system that said so: of that only what fell due meanwhile is news to it
 */
export function actsOf({ owner, rows }: OwnerWrites, heard: boolean): readonly StoredAct[] {
  if (owner === null || owner.type !== 'member' || owner.apart) return [];
  const points = pointsOf((rows.transfer ?? []) as readonly TransferRow[]);
  if (heard) return points;
  const events = (rows.event ?? []) as readonly EventRow[];
  const types = new Set(events.map(({ type }) => type));
  if (types.has('member-erased')) return [...points, { act: 'forget' }];
  return [
    ...personOf(owner, { types, changed: (rows.member ?? []).length > 0, anew: anewIn(rows) }),
    ...events.flatMap(({ type, payload: { fromMemberId, mergeId } }) =>
      type === 'members-merged' && fromMemberId !== undefined && mergeId !== undefined
        ? [{ act: 'merge' as const, fromOwnerId: fromMemberId, mergeId }]
        : [],
    ),
    ...((rows.card ?? []) as readonly CardRow[]).map(({ number }) => ({ act: 'put-card' as const, number })),
    ...((rows.receipt ?? []) as readonly { readonly receipt_id: string; readonly type: string }[])
      .filter(({ type }) => type !== 'void')
      .map(({ receipt_id }) => ({ act: 'receipt' as const, receiptId: receipt_id })),
    ...points,
  ];
}

/** What else of one of two who were one and are two again: it is there anew, and its cards are its own. */
export function actsApart(one: OwnerWrites, all: readonly OwnerWrites[]): readonly StoredAct[] {
  const kept = all.find(({ remove }) => remove !== undefined);
  if (kept?.owner == null || one === kept) return [];
  const takenFrom: Keeper = { ownerId: kept.owner.owner_id, version: kept.owner.version };
  return [
    { act: 'resume' },
    { act: 'change' },
    ...(kept.remove?.card ?? []).map((number) => ({ act: 'put-card' as const, number, takenFrom })),
  ];
}

interface Seen {
  readonly types: ReadonlySet<EventType>;
  readonly changed: boolean;
  readonly anew: readonly string[];
}

/** The consents that somebody gives: what is written of them, and by which channels they want offers from now on. */
function anewIn(rows: OwnerWrites['rows']): readonly string[] {
  const subscribes = ((rows.event ?? []) as readonly EventRow[]).some(({ payload }) =>
    payload.fields?.includes('subscriptions'),
  );
  const [member = null] = (rows.member ?? []) as readonly MemberRow[];
  return saidAnew((rows.consent ?? []) as readonly ConsentRow[], subscribes ? member : null);
}

function personOf({ version }: OwnerRow, { types, changed, anew }: Seen): readonly StoredAct[] {
  const given = anew.length > 0 && { anew };
  if (version === 1) return [{ act: 'register', ...given }];
  if (types.has('member-suspended')) return [{ act: 'suspend' }];
  if (types.has('member-resumed')) return [{ act: 'resume' }];
  return changed ? [{ act: 'change', ...given }] : [];
}

/** One act for each kind, reason and receipt, as far as it moves what can be spent. */
function pointsOf(transfers: readonly TransferRow[]): readonly StoredAct[] {
  const acts = new Map<string, StoredAct & { readonly act: 'points' }>();
  for (const transfer of transfers) {
    const { kind, reason, receipt_id: receiptId } = transfer;
    const moved = movement(transfer);
    if (moved === 0 || reason === FROM_RECORD) continue;
    const key = JSON.stringify([kind, reason, receiptId]);
    const points = (acts.get(key)?.points ?? 0) + moved;
    acts.set(key, { act: 'points', points, kind, because: reason, receiptId });
  }
  return [...acts.values()].filter(({ points }) => points !== 0);
}
