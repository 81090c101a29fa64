import type { Account, Bucket, Instant, Lot, Points, Transfer } from '../account.ts';
import { genesis } from '../account.ts';
import { hashTransfer } from '../chain.ts';

/** Everything wrong with an account, in words; reckoned from its whole history by other ways than the book's. */
export function faults(account: Account, now: Instant): string[] {
  return [
    ...chainFaults(account),
    ...walletFaults(account),
    ...lotFaults(account, now),
    ...holdFaults(account),
  ];
}

function chainFaults({ ownerId, transfers, head, history }: Account): string[] {
  let previous = genesis;
  for (const [index, { hash, ...row }] of history.entries()) {
    if (row.number !== index + 1) return [`transfer ${row.number} is at place ${index + 1}`];
    if (hashTransfer(previous, ownerId, row) !== hash) return [`hash of transfer ${row.number}`];
    previous = hash;
  }
  return history.length === transfers && previous === head ? [] : ['head of the chain'];
}

function walletFaults({ wallets, lots, history }: Account): string[] {
  return wallets.flatMap((wallet) => {
    const { kind } = wallet;
    const own = history.filter((transfer) => transfer.kind === kind);
    const wrong = (['available', 'pending', 'held'] as const).flatMap((bucket) => {
      const inLots = sum(lots.filter((lot) => lot.kind === kind).map((lot) => lot[bucket]));
      const moved = net(own, bucket);
      const ok = wallet[bucket] === inLots && inLots === moved;
      return ok ? [] : [`${kind} ${bucket}: wallet ${wallet[bucket]}, lots ${inLots}, transfers ${moved}`];
    });
    if (wallet.debt !== -net(own, 'debt')) wrong.push(`${kind} debt: ${wallet.debt}`);
    if (wallet.debt > 0 && wallet.available > 0) wrong.push(`${kind}: a debt next to available points`);
    return wrong;
  });
}

function lotFaults({ lots, history }: Account, now: Instant): string[] {
  return lots.flatMap((lot) => {
    const own = history.filter(({ lotId }) => lotId === lot.lotId);
    const wrong = (['available', 'pending', 'held'] as const)
      .filter((bucket) => lot[bucket] !== net(own, bucket) || lot[bucket] < 0)
      .map((bucket) => `lot ${lot.lotId} ${bucket}: ${lot[bucket]}, transfers ${net(own, bucket)}`);
    if (lot.available + lot.pending + lot.held > lot.granted)
      wrong.push(`lot ${lot.lotId} is above its grant`);
    if (isOverdue(lot, now)) wrong.push(`lot ${lot.lotId} is not settled`);
    return wrong;
  });
}

const isOverdue = (lot: Lot, now: Instant): boolean =>
  (lot.available > 0 && lot.expiresAt !== null && lot.expiresAt <= now) ||
  (lot.pending > 0 && lot.activeFrom <= now);

function holdFaults({ holds, lots }: Account): string[] {
  const parts = holds.filter(({ state }) => state === 'open').flatMap((hold) => hold.parts);
  return lots
    .filter((lot) => lot.held !== sum(parts.filter(({ lotId }) => lotId === lot.lotId).map((p) => p.points)))
    .map((lot) => `lot ${lot.lotId} holds ${lot.held}, not what its holds say`);
}

function net(transfers: readonly Transfer[], account: Bucket | 'debt'): Points {
  const signed = transfers.map(({ debit, credit, amount }) => {
    if (credit === account) return amount;
    return debit === account ? -amount : 0;
  });
  return sum(signed);
}

export const sum = (points: readonly Points[]): Points => points.reduce((total, next) => total + next, 0);

/** What the owner has in the end, whatever the kind and bucket: less what is owed. */
export const worth = (account: Account): Points =>
  sum(account.wallets.map((wallet) => wallet.available + wallet.pending + wallet.held - wallet.debt));

/** What went from the owner to an account of the programme, less what came from it. */
export function gone(account: Account, to: Transfer['credit']): Points {
  const both = account.history.filter(({ debit, credit }) => debit === to || credit === to);
  return sum(both.map(({ credit, amount }) => (credit === to ? amount : -amount)));
}
