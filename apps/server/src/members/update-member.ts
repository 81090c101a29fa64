import type { Input } from '@bonum/contract';
import { answers as isAnswer, type Programme } from '@bonum/engine';
import { staffAction } from '../actions/staff-action.ts';
import { eventRow } from '../events.ts';
import { doneBy, refuse, type Call, type Refusal } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import type { MemberRow } from '../owner/read-owner.ts';
import { consentRows, consentsAfter } from './consents.ts';
import { memberAfter, readMember } from './member-answer.ts';
import { rewardCompletion } from './reward-completion.ts';
import { bookOf } from './standing.ts';

/** Fills in or changes a member's data; what is absent stays as it is. */
export const updateMember = staffAction('update-member', async (call, request) => {
  const found = await readMember(call, request.memberId);
  if (!found.ok) return found;
  const unborn = refuseUnborn(call, request);
  if (unborn) return unborn;
  const state = found.value;
  const { owner, member } = state;
  if (!member) throw new Error(`member ${owner.owner_id} has no row`);
  const version = await call.shell.programmes.current();
  const refused = refuseAnswers(version.programme, request);
  if (refused) return refused;
  const changed = { ...member, ...profileRow(call, request, member) };
  const book = bookOf(state, call);
  const rewarded = await rewardCompletion(call, version, { member: changed, book });
  const fields = Object.keys(request).filter((field) => !beside.has(field));
  if (fields.length === 0) return refuse('bad-request', 'Say what is to be changed.', { path: '' });
  const event = eventRow(owner.owner_id, 'member-updated', call.now, {
    fields,
    ...(request.reason !== undefined && { reason: request.reason }),
    ...doneBy(call.caller),
  });
  return {
    ok: true,
    value: await memberAfter(call, { ...state, member: changed }, book),
    writes: {
      owners: [
        ownerWrites(owner, book, {
          rows: {
            member: [changed],
            consent: consentRows(call, member, { said: request.consents ?? [], by: 'staff' }),
            event: [event, ...rewarded],
          },
        }),
      ],
    },
  };
});

/** What goes along with a change and is none. */
const beside: ReadonlySet<string> = new Set(['memberId', 'reason', 'ifVersion', 'confirmation']);

/** The farthest east begins its day this much before Greenwich. */
const EARLIEST_DAY_MS = 14 * 3_600_000;

/** Nobody is born tomorrow: such a date is a slip of the pen. */
export function refuseUnborn({ now }: Call, { birthDate }: Pick<Profile, 'birthDate'>): Refusal | null {
  if (birthDate === undefined || Date.parse(birthDate) <= now + EARLIEST_DAY_MS) return null;
  return refuse('bad-request', 'This birth date is still to come. Check the year.', { path: '/birthDate' });
}

/** What was answered must be asked. */
function refuseAnswers(
  { questionnaire }: Programme,
  { answers = {} }: Pick<Profile, 'answers'>,
): Refusal | null {
  for (const [id, value] of Object.entries(answers)) {
    const question = questionnaire?.questions?.find((asked) => asked.id === id);
    if (!question || !isAnswer(question, value))
      return refuse('bad-answer', `This is no answer to ${id}. The programme says what it takes.`, {
        path: `/answers/${id}`,
      });
  }
  return null;
}

type Profile = Omit<Input<'update-member'>, 'memberId' | 'reason' | 'ifVersion' | 'confirmation'>;

/** The columns that a profile names. */
export function profileRow(
  call: Call,
  profile: Profile,
  before: Pick<MemberRow, 'consents' | 'answers'>,
): Partial<MemberRow> {
  return {
    ...(profile.name !== undefined && { name: profile.name }),
    ...(profile.surname !== undefined && { surname: profile.surname }),
    ...(profile.birthDate !== undefined && { birth_date: profile.birthDate }),
    ...(profile.email !== undefined && { email: profile.email }),
    ...(profile.gender !== undefined && { gender: profile.gender }),
    ...(profile.city !== undefined && { city: profile.city }),
    ...(profile.language !== undefined && { language: profile.language }),
    ...(profile.answers !== undefined && { answers: { ...before.answers, ...profile.answers } }),
    ...(profile.consents !== undefined && {
      consents: consentsAfter(call, profile.consents, before.consents),
    }),
  };
}
