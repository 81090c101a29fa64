import type { Person, RecordedMember } from '@bonum/adapters/system-of-record';

/** What the system of record said last of somebody, beside their points. */
export interface Said extends Person {
  readonly suspended: boolean;
  readonly consents: RecordedMember['consents'];
  /** States by number. */
  readonly cards: Readonly<Record<string, 'active' | 'blocked'>>;
}

export const saidOf = ({
  cards,
  phone,
  email,
  name,
  surname,
  birthDate,
  gender,
  city,
  answers,
  consents,
  suspended,
}: RecordedMember): Said => ({
  phone,
  email,
  name,
  surname,
  birthDate,
  gender,
  city,
  answers,
  consents,
  suspended,
  cards: Object.fromEntries(cards.map(({ number, state }) => [number, state])),
});
