import type { Programme } from '@bonum/engine';
import { writeOff, type Book, iso } from '@bonum/ledger';
import { cardName, prospectOf } from '../confirmations/address.ts';
import { checkConfirmation } from '../confirmations/check-confirmation.ts';
import { addressedTo } from '../checkout/stored-answer.ts';
import { eventRow } from '../events.ts';
import { operation, refuse, type Call, type Decision } from '../operation.ts';
import { newMemberRow, ownerWrites } from '../owner/owner-writes.ts';
import { readExactOwner, type MemberRow, type OwnerState } from '../owner/read-owner.ts';
import { wordsOf } from '../search/search-words.ts';
import type { OwnerWrites } from '../write.ts';
import { identifiersOf, type Erasure } from './erasure.ts';
import { fateOfPoints, isPaying } from './get-erasure.ts';
import { readSelf } from './own-account.ts';
import { mergedInto } from './reward-completion.ts';
import { bookOf } from './standing.ts';

/** A member is forgotten: what tells of them goes, the ledger keeps its amounts (S8). */
export const eraseMe = operation('erase-me', async (call, { confirmationId, code }) => {
  const self = await readSelf(call);
  if (!self.ok) return self;
  const { state, member } = self.value;
  const confirmed = await checkConfirmation(call, {
    ownerId: member.owner_id,
    purpose: 'erase',
    confirmationId,
    code,
    path: '/code',
  });
  if (!confirmed.ok) return confirmed;
  const { programme } = await call.shell.programmes.current();
  const kept = blanked(call, state, programme);
  if (!kept.ok) return kept;
  const others = await mergedStates(call, member.owner_id);
  const owners = [
    { ...kept.value, uses: confirmed.value },
    ...others.map((other) => blankedRow(call, other, null)),
  ];
  const erasure = await erasureOf(call, [state, ...others]);
  return { ok: true, value: { erased: true }, session: 'ended', writes: { owners, erasure } };
});

function blanked(call: Call, state: OwnerState, programme: Programme): Decision<OwnerWrites> {
  const book = bookOf(state, call);
  if (isPaying(book)) return paying;
  if (fateOfPoints(programme) === 'burn' && !writeOff(book, { reason: 'account-closed' }).ok) return paying;
  return { ok: true, value: blankedRow(call, state, book) };
}

const paying = refuse('open-hold', 'A receipt is being paid with your points. Finish it, then ask again.');

/** What is left of a member's own rows. */
function blankedRow(call: Call, { owner, member, cards }: OwnerState, book: Book | null): OwnerWrites {
  const at = iso(call.now);
  const joined = { at: Date.parse(member?.joined_at ?? at), storeId: member?.joined_store ?? null };
  const nobody: MemberRow = { ...newMemberRow(owner.owner_id, joined), status: 'erased' };
  const blocked = cards
    .filter(({ state }) => state === 'active')
    .map((card) => ({ ...card, state: 'blocked', blocked_at: at, block_reason: 'account-closed' }));
  return ownerWrites(owner, book, {
    rows: {
      member: [nobody],
      card: blocked,
      event: [eventRow(owner.owner_id, 'member-erased', call.now, {})],
    },
  });
}

/** Those who became one with a member, over all merges, as they were left. */
async function mergedStates(call: Call, ownerId: string): Promise<OwnerState[]> {
  const states: OwnerState[] = [];
  for (const from of await mergedInto(call.shell.db, ownerId)) {
    const state = await readExactOwner(call.shell.db, from);
    if (state) states.push(state);
    states.push(...(await mergedStates(call, from)));
  }
  return states;
}

async function erasureOf({ shell }: Call, states: readonly OwnerState[]): Promise<Erasure> {
  const ownerIds = states.map(({ owner }) => owner.owner_id);
  const known = await identifiersOf(shell.db, ownerIds);
  const said = states.flatMap(({ member }) => [member?.phone, member?.email, member?.claimed_phone]);
  const addresses = [...new Set([...known.map(({ value }) => value), ...said])].filter((one) => one != null);
  const receipts = await shell.db
    .selectFrom('receipt')
    .select(['owner_id', 'receipt_id', 'answer'])
    .where('owner_id', 'in', ownerIds)
    .where('type', '=', 'sale')
    .execute();
  return {
    ownerIds,
    words: states.flatMap(({ member }) => (member ? wordsOf(member) : [])),
    addresses,
    // A code for signing in by a card names the phone that it went to.
    prospects: [
      ...addresses,
      ...states.flatMap(({ cards }) => cards.map(({ number }) => cardName(number))),
    ].map(prospectOf),
    receipts: receipts.flatMap(({ owner_id, receipt_id, answer }) => {
      const told = answer as Parameters<typeof addressedTo>[0];
      const now = addressedTo(told, null);
      return now === told ? [] : [{ owner_id, receipt_id, answer: now }];
    }),
  };
}
