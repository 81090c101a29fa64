import type { MemberRow } from '../owner/read-owner.ts';

const fields = ['name', 'surname', 'birth_date', 'gender', 'city', 'phone'] as const;

/** What a member gets from one who becomes one with them, and what stood there before, for the way back. */
export interface Filled {
  readonly member: MemberRow;
  readonly before: Partial<MemberRow>;
}

/** Where the one who stays has said nothing, the word of the other counts: nothing of it is lost. null: there is no gap. */
export function fillGaps(stays: MemberRow, goes: MemberRow): Filled | null {
  const changes: Record<string, unknown> = {};
  for (const field of fields) if (stays[field] === null && goes[field] !== null) changes[field] = goes[field];
  if (stays.email === null && goes.email !== null) {
    changes['email'] = goes.email;
    changes['proved_email'] = goes.proved_email;
  }
  const consents = goes.consents.filter(({ kind }) => stays.consents.every((known) => known.kind !== kind));
  if (consents.length > 0) changes['consents'] = [...stays.consents, ...consents];
  const answers = { ...goes.answers, ...stays.answers };
  if (Object.keys(answers).length > Object.keys(stays.answers).length) changes['answers'] = answers;
  const names = Object.keys(changes) as (keyof MemberRow)[];
  if (names.length === 0) return null;
  return {
    member: { ...stays, ...changes },
    before: Object.fromEntries(names.map((name) => [name, stays[name]])),
  };
}
