import { pointsOf } from '@bonum/adapters/onec-till/figures';
import { instant } from '@bonum/engine';
import { hold, releaseHold, type Hold } from '@bonum/ledger';
import { v7 } from 'uuid';
import { mustSucceed } from '../checkout/must-succeed.ts';
import { eventRow } from '../events.ts';
import { decideAndWrite, type Call, type Decision } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import { said, type Ask, type Reply, type TillKey } from './ask.ts';
import { findCard, isNobody, shownIn, type Found } from './find-card.ts';
import { sumOf, takeOf } from './paying.ts';
import { lockOf, writeOffIdOf, writeOffsOf } from './set-aside.ts';
import { refused, words } from './words.ts';

/** How long points that were taken off wait for their receipt, unless the programme says otherwise. */
const RECEIPT_HOURS = 72;

const notDone = (text: string, status = 409): Reply => ({ status, text });

/**
 * `writeoffclientbonuses`: of what the till has locked so many are set aside for the receipt that it will send, and the rest is given
 * back. Nothing is taken off that is not locked, and what is refused is an error for the till, so that no cashier gives a discount
 * for it.
 */
export async function writeOffClientBonuses({ shell, caller, query }: Ask): Promise<Reply> {
  const count = pointsOf(query.get('BonusesCount'));
  if (count === 0) return said(words.noCount);
  if (count === null) return notDone(words.wholePoints);
  const shown = shownIn(query);
  if (shown === null) return notDone(words.noSuchCard, 404);
  const done = await decideAndWrite({ id: 'hold-points', shell, caller }, async (call) => {
    const found = await findCard(call, shown);
    return found.ok ? decideWriteOff(call, found.value, count) : found;
  });
  if (done.ok) return done.value;
  return isNobody(done) ? notDone(words.noSuchCard, 404) : refused(done);
}

function decideWriteOff(call: Call<TillKey>, found: Found, count: number): Decision<Reply> {
  const { state, book, version } = found;
  const lock = lockOf(book.holds, call.caller, state.owner.owner_id);
  const since = call.now - version.programme.holds.minutes * 60_000;
  if (!lock) {
    // The till that had no answer asks again, and the points are set aside already.
    const before = writeOffsOf(book.holds, call.caller).some(
      ({ points, createdAt }) => sumOf(points) === count && createdAt >= since,
    );
    return { ok: true, value: before ? said(words.writtenOff) : notDone(words.readAgain) };
  }
  const most = sumOf(lock.points);
  if (count > most) return { ok: true, value: notDone(words.atMost(most)) };
  return setAside(call, found, { lock, count });
}

function setAside(
  call: Call<TillKey>,
  { state, book, version }: Found,
  { lock, count }: { readonly lock: Hold; readonly count: number },
): Decision<Reply> {
  const { owner_id } = state.owner;
  const holdId = v7();
  const receiptId = writeOffIdOf(call.caller, holdId);
  const points = takeOf(version, lock.points, count);
  const hours = version.programme.holds.receiptHours ?? RECEIPT_HOURS;
  mustSucceed(releaseHold(book, { holdId: lock.holdId, state: 'cancelled' }));
  mustSucceed(hold(book, { holdId, receiptId, points, expiresAt: instant(call.now + hours * 3_600_000) }));
  const event = eventRow(owner_id, 'points-held', call.now, { holdId, receiptId, points });
  return {
    ok: true,
    value: said(words.writtenOff),
    writes: { owners: [ownerWrites(state.owner, book, { rows: { event: [event] } })] },
  };
}
