import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { endingOwners, LAST, type Found } from './find-by-number.ts';
import { slipsBetween, slipsForgiven, withNeighboursSwapped } from './likeness.ts';
import type { Readings } from './readings.ts';

type Db = Kysely<Database>;
type Words = readonly string[];

const MOST = 21;

/** What each typed word may stand for, the likeliest first. */
type Meanings = readonly Words[];

/**
 * Members by name. Typed words are first likened to the words there are, which are few, and then members are looked up by those, as an
 * index has them. Whole words come before beginnings; slips are looked for only when nobody was found, and the other keyboard layout
 * is forgotten as soon as the one that was typed fits, or the other way round. Where there are many machines, each statement goes
 * to every shard.
 */
export async function findByName(db: Db, { names, ending }: Readings): Promise<Found[]> {
  if (names.length === 0) return [];
  if (ending !== undefined) return findByNameAndEnding(db, names, ending);
  const found = new Map<string, Found>();
  let readings = names;
  for (const meant of [wholeWords, beginnings, slips]) {
    if (meant === slips && found.size > 0) break;
    for (const words of readings) {
      if (found.size >= MOST) break;
      const owners = await membersOf(db, await meant(db, words), MOST + found.size);
      for (const owner of owners) {
        if (!found.has(owner)) found.set(owner, { ownerId: owner, by: 'name', exact: meant === wholeWords });
      }
      if (owners.length > 0) readings = [words];
    }
  }
  return [...found.values()];
}

/** As many share the last four digits of ten million phones and cards. */
const MOST_ENDINGS = 2000;

/** Who has a phone or a card that ends so are few: their words are compared here. */
async function findByNameAndEnding(db: Db, names: Readings['names'], ending: string): Promise<Found[]> {
  const { rows } = await sql<{ owner_id: string; words: string[] }>`
    with ends as materialized (${endingOwners(ending)})
    select s.owner_id, s.words from member_search s join ends using (owner_id) limit ${MOST_ENDINGS}`.execute(
    db,
  );
  const fitting = rows.flatMap(({ owner_id, words }) => {
    const fit = Math.max(...names.map((typed) => Math.min(...typed.map((word) => fits(word, words)))));
    return fit === 0
      ? []
      : [{ fit, found: { ownerId: owner_id, by: 'name', exact: fit === WHOLE } as const }];
  });
  return fitting.toSorted((one, other) => other.fit - one.fit).map(({ found }) => found);
}

const WHOLE = 3;

/** How well a typed word fits somebody's words: whole, as it begins, with slips, or not at all. */
function fits(typed: string, words: Words): number {
  if (words.includes(typed)) return WHOLE;
  if (words.some((word) => word.startsWith(typed))) return 2;
  const forgiven = slipsForgiven(typed);
  return forgiven > 0 && words.some((word) => slipsBetween(typed, word, forgiven) <= forgiven) ? 1 : 0;
}

const wholeWords = async (_db: Db, words: Words): Promise<Meanings> => words.map((word) => [word]);

/** So many words begin alike at most that are thought of. */
const MOST_BEGINNINGS = 300;

function beginnings(db: Db, words: Words): Promise<Meanings> {
  return Promise.all(
    words.map(async (word) => {
      if (word.length < 2) return [word];
      const { rows } = await sql<{ word: string }>`
        select word from search_word where word >= ${word} and word < ${word + LAST} order by word limit ${MOST_BEGINNINGS}`.execute(
        db,
      );
      return [word, ...rows.map((row) => row.word)];
    }),
  );
}

const MOST_ALIKE = 60;
const MOST_SLIPS = 8;

function slips(db: Db, words: Words): Promise<Meanings> {
  return Promise.all(
    words.map(async (word) => {
      const forgiven = slipsForgiven(word);
      if (forgiven === 0) return (await beginnings(db, [word]))[0] ?? [];
      const { rows } = await sql<{ word: string }>`
        select word from search_word where word = any(${withNeighboursSwapped(word)})
        union
        (select word from search_word
          where word % ${word} and length(word) between ${word.length - forgiven} and ${word.length + forgiven}
          order by similarity(word, ${word}) desc, word limit ${MOST_ALIKE})`.execute(db);
      const alike = rows
        .map((row) => ({ word: row.word, slips: slipsBetween(word, row.word, forgiven) }))
        .filter((one) => one.slips <= forgiven)
        .toSorted((one, other) => one.slips - other.slips || (one.word < other.word ? -1 : 1));
      return [word, ...alike.slice(0, MOST_SLIPS).map((one) => one.word)];
    }),
  );
}

/**
 * As many as are wanted, by the index: read through a fence, of which PostgreSQL takes no more rows than it is asked for, but before
 * which it does not count on that. Else it would read through all members, since of a common name it takes some to be among the first; they need
 * not be (60 ms of a million), nor need a surname and a name ever meet.
 */
async function membersOf(db: Db, meanings: Meanings, most: number): Promise<string[]> {
  const fit = sql.join(
    meanings.map((words) => sql`words && ${[...words]}::text[]`),
    sql` and `,
  );
  const { rows } = await sql<{ owner_id: string }>`
    with fit as materialized (select owner_id from member_search where ${fit})
    select owner_id from fit limit ${most}`.execute(db);
  return rows.map(({ owner_id }) => owner_id);
}
