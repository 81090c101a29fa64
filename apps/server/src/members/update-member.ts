import type { Input } from '@bonum/contract';
import { eventRow, iso } from '../events.ts';
import { operation, refuse, type Call, type Refusal } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import type { ConsentRow, MemberRow } from '../owner/read-owner.ts';
import { memberNow, readMember } from './member-answer.ts';
import { bookOf } from './standing.ts';

/** Fills in or changes a member's data; what is absent stays as it is. */
export const updateMember = operation('update-member', async (call, request) => {
  const found = await readMember(call, request.memberId);
  if (!found.ok) return found;
  const unborn = refuseUnborn(call, request);
  if (unborn) return unborn;
  const state = found.value;
  const { owner, member } = state;
  if (!member) throw new Error(`member ${owner.owner_id} has no row`);
  const changed = { ...member, ...profileRow(call, request, member) };
  const fields = Object.keys(request).filter((field) => field !== 'memberId');
  const event = eventRow(owner.owner_id, 'member-updated', call.now, { fields });
  return {
    ok: true,
    value: await memberNow(call, { ...state, member: changed }),
    writes: {
      owners: [ownerWrites(owner, bookOf(state, call), { rows: { member: [changed], event: [event] } })],
    },
  };
});

/** The farthest east begins its day this much before Greenwich. */
const EARLIEST_DAY_MS = 14 * 3_600_000;

/** Nobody is born tomorrow: such a date is a slip of the pen. */
export function refuseUnborn({ now }: Call, { birthDate }: Pick<Profile, 'birthDate'>): Refusal | null {
  if (birthDate === undefined || Date.parse(birthDate) <= now + EARLIEST_DAY_MS) return null;
  return refuse('bad-request', 'This birth date is still to come. Check the year.', { path: '/birthDate' });
}

type Profile = Omit<Input<'update-member'>, 'memberId'>;

/** The columns that a profile names. */
export function profileRow(
  call: Call,
  profile: Profile,
  before: Pick<MemberRow, 'consents'>,
): Partial<MemberRow> {
  return {
    ...(profile.name !== undefined && { name: profile.name }),
    ...(profile.surname !== undefined && { surname: profile.surname }),
    ...(profile.birthDate !== undefined && { birth_date: profile.birthDate }),
    ...(profile.email !== undefined && { email: profile.email }),
    ...(profile.gender !== undefined && { gender: profile.gender }),
    ...(profile.city !== undefined && { city: profile.city }),
    ...(profile.language !== undefined && { language: profile.language }),
    ...(profile.consents !== undefined && {
      consents: consentsAfter(call, profile.consents, before.consents),
    }),
  };
}

/** The latest word on each kind of consent, with the version of the text and the time; what is not spoken of stays. */
function consentsAfter(
  call: Call,
  given: NonNullable<Profile['consents']>,
  before: readonly ConsentRow[],
): ConsentRow[] {
  // Spoken of twice in one list: the last word counts.
  const last = new Map(given.map((consent) => [consent.kind, consent]));
  const at = iso(call.now);
  return [
    ...before.filter((consent) => !last.has(consent.kind)),
    ...[...last.values()].map((consent) => ({ ...consent, at })),
  ];
}
