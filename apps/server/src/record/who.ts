import type { Person, RecordCommand } from '@bonum/adapters/system-of-record';
import type { Kysely } from 'kysely';
import { mainCardOf } from '../cards/own-cards.ts';
import type { Database } from '../database/schema.ts';
import { readExactOwner, type MemberRow } from '../owner/read-owner.ts';

export type Who = RecordCommand['who'];

const personOf = ({ phone, email, name, surname, birth_date, gender }: MemberRow): Person => ({
  phone,
  email,
  name,
  surname,
  birthDate: birth_date,
  gender,
});

const nobody: Person = { phone: null, email: null, name: null, surname: null, birthDate: null, gender: null };

/** A member as the system of record is told of them, as they are now; of one who was erased nothing is left. */
export async function readWho(
  db: Kysely<Database>,
  ownerId: string,
  recordId: string | null,
): Promise<{ readonly who: Who; readonly cards: readonly string[] }> {
  const state = await readExactOwner(db, ownerId);
  const member = state?.member ?? null;
  const cards = state?.cards ?? [];
  return {
    who: {
      ...(member === null || member.status === 'erased' ? nobody : personOf(member)),
      recordId,
      card: mainCardOf(cards, member?.main_card ?? null),
    },
    cards: cards.filter(({ state: is }) => is === 'active').map(({ number }) => number),
  };
}
