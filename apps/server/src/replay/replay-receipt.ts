import type { Input } from '@bonum/contract';
import { instant } from '@bonum/engine';
import { commitReceipt } from '../checkout/commit-receipt.ts';
import type { KeyCaller } from '../operation.ts';
import { writeTime } from './parse-time.ts';
import type { World } from './world.ts';

/** A receipt of the file, as its lane finds it. */
export interface StagedReceipt {
  readonly position: number;
  readonly receiptId: string;
  readonly memberId: string | null;
  /** Known beforehand for live members. */
  readonly ownerId: string | null;
  readonly storeId: string;
  readonly at: number;
  readonly offsetMinutes: number;
  readonly lines: readonly (readonly [lineNo: string, productId: string, quantity: number, amount: number])[];
}

/** What became of it. */
export interface Taken {
  readonly position: number;
  readonly ownerId: string | null;
  readonly takenAs: string | null;
  readonly refused: string | null;
}

const REPLAY: KeyCaller = {
  keyId: '00000000-0000-0000-0000-000000000000',
  name: 'replay',
  scopes: ['till'],
  storeId: null,
  tillId: null,
};

/** Commits one receipt as its till would have, at its own time; `ownerId` is null when nobody was recognised. Again, it gives the same answer and writes nothing. */
export async function replayReceipt(
  world: World,
  receipt: StagedReceipt,
  ownerId: string | null,
): Promise<Taken> {
  const { position } = receipt;
  const { wallClock } = world.shell;
  // Never ahead of the wall clock: whatever falls due by an operation's time is booked by it.
  const shell = { ...world.shell, clock: () => instant(Math.min(receipt.at, wallClock())) };
  const outcome = await commitReceipt.run(shell, REPLAY, requestOf(world, receipt, ownerId));
  if (!outcome.ok)
    return { position, ownerId: null, takenAs: null, refused: `${outcome.code}: ${outcome.detail}` };
  const { receiptId, member } = outcome.value;
  // An anonymous receipt is its own owner.
  return { position, ownerId: member?.memberId ?? receiptId, takenAs: receiptId, refused: null };
}

function requestOf(
  { scope }: World,
  receipt: StagedReceipt,
  ownerId: string | null,
): Input<'commit-receipt'> {
  return {
    key: { storeId: receipt.storeId, tillId: scope.tillId, shift: 'replay', number: receipt.receiptId },
    at: writeTime(receipt),
    ...(ownerId !== null && { member: { memberId: ownerId } }),
    lines: receipt.lines.map(([id, productId, quantity, amount]) => ({ id, productId, quantity, amount })),
  };
}
