import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { MemberRow } from '../owner/read-owner.ts';
import type { Writes } from '../write.ts';
import { foldWords } from './fold.ts';

/** What the words of a name are made of. */
export type NamedRow = Pick<MemberRow, 'owner_id' | 'name' | 'surname'>;

/** The words a member is found by: the surname's first. */
export const wordsOf = ({ name, surname }: Pick<NamedRow, 'name' | 'surname'>): string[] => [
  ...new Set([...foldWords(surname ?? ''), ...foldWords(name ?? '')]),
];

export const searchRows = (members: readonly NamedRow[]): Database['member_search'][] =>
  members.map((member) => ({ owner_id: member.owner_id, words: wordsOf(member) }));

/** What an operation decided, with how its members are found by name; those that a replay made up are not looked for. */
export function searchable(writes: Writes): { readonly writes: Writes; readonly named: readonly NamedRow[] } {
  const named: NamedRow[] = [];
  const owners = writes.owners.map((one) => {
    const members = one.owner?.apart ? [] : ((one.rows.member ?? []) as readonly NamedRow[]);
    if (members.length === 0) return one;
    named.push(...members);
    return { ...one, rows: { ...one.rows, member_search: searchRows(members) } };
  });
  return { writes: named.length === 0 ? writes : { ...writes, owners }, named };
}

/**
 * The words of names that are about to be written become known, so that what is typed can be likened to them. Before the names
 * are: a word that nobody has does no harm, one that is not known is found only as it is written. By itself, since words lie apart from
 * members where there are many machines.
 */
export async function learnWords(db: Kysely<Database>, members: readonly NamedRow[]): Promise<void> {
  const words = [...new Set(members.flatMap(wordsOf))].sort();
  if (words.length === 0) return;
  await sql`insert into search_word (word) select w from unnest(${words}::text[]) w
             where not exists (select from search_word k where k.word = w) order by w on conflict do nothing`.execute(
    db,
  );
}

/** Words of a name that was erased: those that nobody else has tell who somebody was. */
export async function forgetWords(db: Kysely<Database>, words: readonly string[]): Promise<void> {
  for (const word of words) {
    const others = await db
      .selectFrom('member_search')
      .select('owner_id')
      .where(sql<boolean>`words @> array[${word}]::text[]`)
      .limit(1)
      .execute();
    if (others.length === 0) await db.deleteFrom('search_word').where('word', '=', word).execute();
  }
}
