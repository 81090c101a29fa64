import {
  bonusesAnswer,
  failed,
  foundAnswer,
  turnoverAnswer,
  type ShownMember,
} from '@bonum/adapters/onec-till/card-answers';
import { instant } from '@bonum/engine';
import { hold } from '@bonum/ledger';
import { v7 } from 'uuid';
import { mustSucceed } from '../checkout/must-succeed.ts';
import { eventRow } from '../events.ts';
import { decideAndWrite, type Call, type Decision, type Outcome } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import { json, type Ask, type Reply, type TillKey } from './ask.ts';
import {
  findCard,
  isNobody,
  shownIn,
  shownMember,
  spendableBy,
  type Found,
  type Shown,
} from './find-card.ts';
import { sumOf, type Parts } from './paying.ts';
import { lockIdOf } from './set-aside.ts';
import { refused, sentenceOf } from './words.ts';

/** `getclientbonuses`: what may be spent, locked for this till from now on. Read again it is nothing. */
export async function getClientBonuses(ask: Ask): Promise<Reply> {
  const found = await look(ask, true);
  if (found === null || isNobody(found)) return json(bonusesAnswer(null));
  return json(
    found.ok ? bonusesAnswer(found.value) : { ...bonusesAnswer(null), ...failed(sentenceOf(found)) },
  );
}

/** `findclientcard`: who that is; with `BlockBonuses=1` it locks their points too. */
export async function findClientCard(ask: Ask): Promise<Reply> {
  const found = await look(ask, ask.query.get('BlockBonuses') === '1');
  if (found === null || isNobody(found)) return json(foundAnswer([]));
  return json(found.ok ? foundAnswer([found.value]) : { ...foundAnswer([]), ...failed(sentenceOf(found)) });
}

/** `salesturnover`: what the customer has bought for. */
export async function salesTurnover(ask: Ask): Promise<Reply> {
  const found = await look(ask, false);
  if (found?.ok) return json(turnoverAnswer(found.value));
  return found === null || isNobody(found) ? json(turnoverAnswer(null)) : refused(found);
}

/** null: nobody was named. */
async function look(ask: Ask, lock: boolean): Promise<Outcome<ShownMember> | null> {
  const shown = shownIn(ask.query);
  return shown && readBonuses(ask, shown, lock);
}

/** Looks a customer up, and takes the lock if it is wanted and there is anything to lock. */
export const readBonuses = (
  { shell, caller }: Pick<Ask, 'shell' | 'caller'>,
  shown: Shown,
  lock: boolean,
): Promise<Outcome<ShownMember>> =>
  decideAndWrite({ id: lock ? 'hold-points' : 'find-member', shell, caller }, async (call) => {
    const found = await findCard(call, shown);
    if (!found.ok) return found;
    const parts = spendableBy(call, found.value);
    return lock && sumOf(parts) > 0
      ? takeLock(call, found.value, parts)
      : { ok: true, value: shownMember(call, found.value) };
  });

/** Everything that may be spent is held, so that no other till can promise it too. */
function takeLock(call: Call<TillKey>, found: Found, parts: Parts): Decision<ShownMember> {
  const { state, book, version, proof } = found;
  const { owner_id } = state.owner;
  const value = shownMember(call, found, sumOf(parts));
  const holdId = v7();
  const receiptId = lockIdOf(call.caller, owner_id);
  const expiresAt = instant(call.now + version.programme.holds.minutes * 60_000);
  mustSucceed(hold(book, { holdId, receiptId, points: parts, expiresAt }));
  const event = eventRow(owner_id, 'points-held', call.now, { holdId, receiptId, points: parts });
  const own = ownerWrites(state.owner, book, { rows: { event: [event] } });
  if (proof === null || proof === 'card') return { ok: true, value, writes: { owners: [own] } };
  // The phone may have been signed in by a member who is somebody else by now.
  const owners =
    proof.owner_id === owner_id ? [{ ...own, uses: proof }] : [own, { owner: null, rows: {}, uses: proof }];
  return { ok: true, value, writes: { owners } };
}
