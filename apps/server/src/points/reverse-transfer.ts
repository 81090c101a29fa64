import { reverse } from '@bonum/ledger';
import { staffAction } from '../actions/staff-action.ts';
import { eventRow } from '../events.ts';
import { readMember } from '../members/member-answer.ts';
import { bookOf } from '../members/standing.ts';
import { doneBy, refuse } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import { pointsAnswer } from './get-points.ts';

const details = {
  'already-reversed': 'It was reversed before.',
  'points-gone': 'What it gave was used since.',
  'not-reversible': 'Only what was granted or withdrawn by hand is reversed so; a receipt is returned.',
} as const;

/** Adds the mirror image of a movement of points that was made by hand. */
export const reverseTransfer = staffAction('reverse-transfer', async (call, { memberId, number, reason }) => {
  const found = await readMember(call, memberId, { numbers: [number] });
  if (!found.ok) return found;
  const state = found.value;
  if (state.owner.owner_id !== memberId)
    return refuse(
      'unknown-transfer',
      `This member was merged into ${state.owner.owner_id}, who has other numbers. List those transfers anew.`,
      { path: '/memberId' },
    );
  const book = bookOf(state, call);
  const reversed = reverse(book, { number, reason: 'reversed-by-hand' });
  if (!reversed.ok) {
    if (reversed.code === 'transfer-unknown')
      return refuse('unknown-transfer', `This member has no transfer ${number}.`, { path: '/number' });
    const known = Object.entries(details).find(([code]) => code === reversed.code);
    return refuse('cannot-reverse', known?.[1] ?? reversed.code, {
      path: '/number',
      extra: { because: reversed.code },
    });
  }
  const { reversal } = reversed;
  const payload = {
    number,
    reversal: reversal.number,
    kind: reversal.kind,
    points: reversal.amount,
    // Whether the member has more for it.
    gave: reversal.debit === 'adjusted',
    reason,
    ...doneBy(call.caller),
  };
  const event = eventRow(state.owner.owner_id, 'transfer-reversed', call.now, payload);
  return {
    ok: true,
    value: await pointsAnswer(call, book),
    writes: { owners: [ownerWrites(state.owner, book, { rows: { event: [event] } })] },
  };
});
