import { unknownPerson, type Person, type RecordCommand } from '@bonum/adapters/system-of-record';
import type { Programme } from '@bonum/engine';
import { mainCardOf } from '../cards/own-cards.ts';
import { readExactOwner, type MemberRow } from '../owner/read-owner.ts';
import type { Shell } from '../operation.ts';
import { agreementsOf } from './agreements.ts';
import { answersAfter } from './answers-after.ts';
import { readLink } from './link.ts';

export type Who = RecordCommand['who'];

const personOf = (member: MemberRow): Person => {
  const { phone, email, name, surname, birth_date, gender, city, answers } = member;
  return { phone, email, name, surname, birthDate: birth_date, gender, city, answers };
};

/**
 * A member as the system of record is told of them, as they are now; of one who was erased nothing is left.
 * @param anew to what they say yes in what it is told; absent: it is not told who they are
 */
export async function readWho(
  { db, programmes }: Pick<Shell, 'db' | 'programmes'>,
  ownerId: string,
  { recordId, anew }: { readonly recordId: string | null; readonly anew?: readonly string[] },
): Promise<{ readonly who: Who; readonly cards: readonly string[] }> {
  const state = await readExactOwner(db, ownerId);
  const member = state?.member ?? null;
  const cards = state?.cards ?? [];
  const isNobody = member === null || member.status === 'erased';
  const said = anew === undefined ? null : (await readLink(db, ownerId))?.said;
  const { programme } = await programmes.expected();
  return {
    who: {
      ...unknownPerson,
      consents: {},
      ...(!isNobody && personOf(member)),
      ...(!isNobody && {
        answers: { ...takenBack(programme, said?.answers ?? {}), ...member.answers },
        consents: agreementsOf(member, anew ?? [], said?.consents ?? (recordId === null ? null : {})),
      }),
      recordId,
      card: mainCardOf(cards, member?.main_card ?? null),
    },
    cards: cards.filter(({ state: is }) => is === 'active').map(({ number }) => number),
  };
}

/** Answers that it has and that would be known here, if somebody had not taken them back. */
const takenBack = (programme: Programme, said: Person['answers']): Person['answers'] =>
  Object.fromEntries(
    Object.keys(answersAfter(programme, { before: {}, heard: said }, (_, answer) => answer !== null)).map(
      (id) => [id, null],
    ),
  );
