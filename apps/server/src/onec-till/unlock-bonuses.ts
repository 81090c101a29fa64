import { releaseHold } from '@bonum/ledger';
import { mustSucceed } from '../checkout/must-succeed.ts';
import { eventRow } from '../events.ts';
import { decideAndWrite, type Call, type Decision } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import { said, type Ask, type Reply, type TillKey } from './ask.ts';
import { findCard, isNobody, shownIn, type Found } from './find-card.ts';
import { lockOf } from './set-aside.ts';
import { refused, words } from './words.ts';

/** `unlockclientbonuses`: the receipt was given up. A till frees what it has locked itself, and nothing of another. */
export async function unlockClientBonuses({ shell, caller, query }: Ask): Promise<Reply> {
  const shown = shownIn(query);
  if (shown === null) return said(words.noSuchCard);
  const done = await decideAndWrite({ id: 'cancel-receipt', shell, caller }, async (call) => {
    const found = await findCard(call, shown);
    return found.ok ? decideUnlock(call, found.value) : found;
  });
  if (done.ok) return done.value;
  return isNobody(done) ? said(words.noSuchCard) : refused(done);
}

function decideUnlock(call: Call<TillKey>, { state, book }: Found): Decision<Reply> {
  const { owner_id } = state.owner;
  const lock = lockOf(book.holds, call.caller, owner_id);
  if (!lock) return { ok: true, value: said(words.notLocked) };
  mustSucceed(releaseHold(book, { holdId: lock.holdId, state: 'cancelled' }));
  const event = eventRow(owner_id, 'hold-released', call.now, { receiptId: lock.receiptId });
  return {
    ok: true,
    value: said(words.unlocked),
    writes: { owners: [ownerWrites(state.owner, book, { rows: { event: [event] } })] },
  };
}
