import type { RecordAct } from '@bonum/adapters/system-of-record';
import type { EventType } from '@bonum/contract';
import type { AccountName, TransferRow } from '@bonum/ledger';
import type { CardRow, OwnerRow } from '../owner/read-owner.ts';
import type { OwnerWrites } from '../write.ts';

/** An act as it waits: by ids and figures. Who somebody is, and what they bought, is looked up as it is told. */
export type StoredAct =
  | Exclude<RecordAct, { readonly act: 'receipt' | 'merge' }>
  | { readonly act: 'receipt'; readonly receiptId: string }
  | { readonly act: 'merge'; readonly intoOwnerId: string };

/** Why a transfer was made that only repeats here what the system of record says: it is not told back. */
export const FROM_RECORD = 'from-record';

/** What somebody can spend is in these; what is not active yet is told when it is. */
const spendable: ReadonlySet<AccountName> = new Set(['available', 'held', 'debt']);

/** How a transfer moves what somebody can spend. */
export const movement = ({
  debit,
  credit,
  amount,
}: Pick<TransferRow, 'debit' | 'credit' | 'amount'>): number =>
  (spendable.has(credit) ? amount : 0) - (spendable.has(debit) ? amount : 0);

/**
 * What the system of record has to do about what is about to be written of an owner, in order.
 * @param heard it was the system that said so: of that only what fell due meanwhile is news to it
 */
export function actsOf({ owner, rows }: OwnerWrites, heard: boolean): readonly StoredAct[] {
  if (owner === null || owner.type !== 'member' || owner.apart) return [];
  const points = pointsOf((rows.transfer ?? []) as readonly TransferRow[]);
  if (heard) return points;
  const types = new Set((rows.event ?? []).map((row) => (row as { readonly type: EventType }).type));
  if (types.has('member-erased')) return [...points, { act: 'forget' }];
  return [
    ...personOf(owner, { types, changed: (rows.member ?? []).length > 0 }),
    ...((rows.card ?? []) as readonly CardRow[]).map(({ number, state }) => ({
      act: 'put-card' as const,
      card: { number, state },
    })),
    ...((rows.receipt ?? []) as readonly { readonly receipt_id: string; readonly type: string }[])
      .filter(({ type }) => type !== 'void')
      .map(({ receipt_id }) => ({ act: 'receipt' as const, receiptId: receipt_id })),
    ...points,
    ...(owner.merged_into === null ? [] : [{ act: 'merge' as const, intoOwnerId: owner.merged_into }]),
  ];
}

interface Seen {
  readonly types: ReadonlySet<EventType>;
  readonly changed: boolean;
}

function personOf({ version }: OwnerRow, { types, changed }: Seen): readonly StoredAct[] {
  if (version === 1) return [{ act: 'register' }];
  if (types.has('member-suspended')) return [{ act: 'suspend' }];
  if (types.has('member-resumed')) return [{ act: 'resume' }];
  return changed ? [{ act: 'change' }] : [];
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
