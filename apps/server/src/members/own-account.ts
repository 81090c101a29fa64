import { eventRow } from '../events.ts';
import type { Call, Decision, MemberCaller } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import type { MemberRow, OwnerState } from '../owner/read-owner.ts';
import type { OwnerWrites } from '../write.ts';
import { accountAnswer, type Account } from './account-answer.ts';
import { consentRows } from './consents.ts';
import { readMember } from './member-answer.ts';
import { rewardCompletion } from './reward-completion.ts';
import { bookOf } from './standing.ts';

/** What a member changes of themselves. */
interface Change {
  readonly member: MemberRow;
  /** The names of what is changed, for the event: never what it is changed to. */
  readonly fields: readonly string[];
  readonly consents?: readonly { readonly kind: string; readonly version: string; readonly given: boolean }[];
  readonly rows?: OwnerWrites['rows'];
}

/** The member who has signed in. */
export async function readSelf(
  call: Call<MemberCaller>,
): Promise<Decision<{ readonly state: OwnerState; readonly member: MemberRow }>> {
  const found = await readMember(call, call.caller.memberId);
  if (!found.ok) return found;
  const { member } = found.value;
  if (member === null) throw new Error(`member ${call.caller.memberId} has no row`);
  return { ok: true, value: { state: found.value, member } };
}

/** Writes the change and answers with the account as it is then. A change may complete the questionnaire. */
export async function changeSelf(
  call: Call<MemberCaller>,
  state: OwnerState,
  { member, fields, consents = [], rows = {} }: Change,
): Promise<Decision<Account>> {
  const book = bookOf(state, call);
  const version = await call.shell.programmes.current();
  const rewarded = await rewardCompletion(call, version, { member, book });
  const events = [...rewarded];
  if (fields.length > 0) events.push(eventRow(member.owner_id, 'member-updated', call.now, { fields }));
  const consent = consentRows(call, member, { said: consents, by: 'member' });
  const written = { ...rows, member: [member], consent, event: [...(rows.event ?? []), ...events] };
  const cards = (rows.card ?? []) as OwnerState['cards'];
  const changed = new Set(cards.map(({ number }) => number));
  const now = { ...state, cards: [...state.cards.filter(({ number }) => !changed.has(number)), ...cards] };
  return {
    ok: true,
    value: await accountAnswer(call, now, member, {
      rewarded: rewarded.length > 0,
      said: consents.map((word) => ({ ...word, at: new Date(call.now).toISOString(), by: 'member' })),
    }),
    writes: { owners: [ownerWrites(state.owner, book, { rows: written })] },
  };
}
