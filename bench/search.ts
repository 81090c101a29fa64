import { sql, type Kysely } from 'kysely';
import { connect } from '../apps/server/src/database/connect.ts';
import type { Database } from '../apps/server/src/database/schema.ts';
import { randomOf } from '../apps/server/src/demo/random.ts';
import type { KeyCaller } from '../apps/server/src/operation.ts';
import { otherLayout } from '../apps/server/src/search/keyboard.ts';
import { searchMembers } from '../apps/server/src/search/search-members.ts';
import { wordsOf } from '../apps/server/src/search/search-words.ts';
import { shellOf } from '../apps/server/src/wire.ts';
import { latenciesOf } from './latencies.ts';
import { ownerExpression } from './member.ts';
import { inLatin, readNames, withSlip, type Names } from './names.ts';
import type { Stand } from './stand.ts';

interface Options {
  readonly stand: Stand;
  readonly members: number;
  readonly seconds: number;
  /** Where the names are. */
  readonly names: string;
  readonly say: (line: string) => void;
}

/** How long a search among all of them takes: p99 over every kind of thing that is looked for; null: there are no names. */
export async function benchSearch(options: Options): Promise<{ p50: number; p99: number } | null> {
  const { stand, members, say } = options;
  const names = await readNames(options.names);
  if (names === null) {
    say(`  not run: there are no names in ${options.names}. Give the file with --names FILE.`);
    return null;
  }
  if (!(await areNamed(stand.connection.db)))
    await nameEverybody(stand.connection.db, { members, all: [names.female, names.male] });
  const { rows } = await stand.connection.pool.query<{ words: number }>(
    'select count(*) as words from search_word',
  );
  say(`  ${members} members are called by ${rows[0]?.words} words`);
  return lookFor(options);
}

/** By an earlier run on the same database. */
const areNamed = async (db: Kysely<Database>): Promise<boolean> =>
  (await db.selectFrom('member_search').select('owner_id').limit(1).execute()).length > 0;

/** So many surnames are written with a slip, as in every real base: they are the rare words among which likeness is looked for. */
const SLIPS = 60_000;

async function nameEverybody(
  db: Kysely<Database>,
  { members, all }: { readonly members: number; readonly all: readonly Names[] },
): Promise<void> {
  const random = randomOf('slips of the bench');
  await db.connection().execute(async (connection) => {
    await sql`set session_replication_role = replica`.execute(connection);
    await sql`drop index member_search_words, search_word_alike`.execute(connection);
    await sql`create temporary table part (kind text, gender int, place int, value text, words text[], primary key (kind, gender, place))`.execute(
      connection,
    );
    for (const [gender, { first, middle, last }] of all.entries()) {
      const slips = Array.from({ length: SLIPS / 2 }, () => withSlip(random.pick(last), random));
      for (const [kind, values] of Object.entries({ first, middle, last, slips })) {
        const rows = values.map((value, place) => ({
          kind,
          gender,
          place,
          value,
          words: wordsOf({ name: value, surname: null }),
        }));
        await sql`insert into part select * from jsonb_populate_recordset(null::part, ${JSON.stringify(rows)}::jsonb)`.execute(
          connection,
        );
      }
    }
    await sql`analyze part`.execute(connection);
    const counts = all.map(({ first, middle, last }) => [first.length, middle.length, last.length]);
    for (const [gender, [first = 1, middle = 1, last = 1]] of counts.entries()) {
      // Some names are many people's, most are few people's: the square of an even chance.
      const chance = (salt: string) => sql`power((hashtext(${salt} || n)::bigint & 65535) / 65536.0, 2)`;
      await sql`create temporary table named as
        select ${ownerExpression(sql.ref('n'))} as owner_id, f.value || ' ' || m.value as name, l.value as surname,
            l.words || f.words || m.words as words
          from generate_series(1, ${members}::int) n
          join part f on f.kind = 'first' and f.gender = ${gender} and f.place = floor(${chance('f')} * ${first})::int
          join part m on m.kind = 'middle' and m.gender = ${gender} and m.place = floor(${chance('m')} * ${middle})::int
          join part l on l.gender = ${gender} and l.kind = case when n % 20 < 2 then 'slips' else 'last' end
               and l.place = case when n % 20 < 2 then (n / 20) % ${SLIPS / 2} else floor(${chance('l')} * ${last})::int end
         where n % 2 = ${gender}`.execute(connection);
      await sql`update member m set name = n.name, surname = n.surname from named n where m.owner_id = n.owner_id`.execute(
        connection,
      );
      await sql`insert into member_search select owner_id, words from named on conflict (owner_id) do update set words = excluded.words`.execute(
        connection,
      );
      await sql`drop table named`.execute(connection);
    }
    await sql`insert into search_word select distinct unnest(words) from part on conflict do nothing`.execute(
      connection,
    );
    await sql`create index member_search_words on member_search using gin (words) with (fastupdate = off)`.execute(
      connection,
    );
    await sql`create index search_word_alike on search_word using gin (word gin_trgm_ops) with (fastupdate = off)`.execute(
      connection,
    );
    await sql`vacuum analyze member, member_search, search_word`.execute(connection);
    await sql`reset session_replication_role`.execute(connection);
  });
}

interface Somebody {
  readonly name: string;
  readonly surname: string;
  readonly phone: string;
  readonly card: string;
}

type Random = ReturnType<typeof randomOf>;
const firstName = ({ name }: Somebody): string => name.split(' ')[0] ?? name;

/** What people type to find somebody. */
const kinds: Readonly<Record<string, (who: Somebody, random: Random) => string>> = {
  surname: ({ surname }) => surname,
  'surname and name': (who) => `${who.surname} ${firstName(who)}`,
  'how both begin': (who) => `${who.surname.slice(0, 4)} ${firstName(who).slice(0, 3)}`,
  'surname with a slip': ({ surname }, random) => withSlip(surname, random),
  'both, with slips': (who, random) => `${withSlip(who.surname, random)} ${withSlip(firstName(who), random)}`,
  'in Latin': ({ surname }) => inLatin(surname),
  'the other layout': ({ surname }) => otherLayout(surname) ?? surname,
  'name and end of phone': (who) => `${who.surname} ${who.phone.slice(-4)}`,
  phone: ({ phone }) => phone.replace('+7', '8'),
  'end of phone': ({ phone }) => phone.slice(-4),
  card: ({ card }) => card,
  nobody: (_who, random) => `${random.whole(100, 999)} щщ${random.whole(1, 9)}`,
};

const caller: KeyCaller = {
  keyId: '01900000-0000-7000-8000-000000000000',
  name: 'bench',
  scopes: ['members:search', 'personal:read'],
  storeId: null,
  tillId: null,
};

/** Each kind in its turn, of people all over the base; the first round only warms up. */
async function lookFor({ stand, members, seconds, say }: Options): Promise<{ p50: number; p99: number }> {
  await using connection = connect(stand.url, { poolSize: 8, prepared: true });
  const shell = shellOf(
    connection.db,
    { publicUrl: 'http://localhost' },
    { secret: 'of the bench alone', channels: {} },
  );
  const random = randomOf('searches of the bench');
  const people = await somePeople(connection.db, members, random);
  const taken = new Map(Object.keys(kinds).map((kind) => [kind, [] as number[]]));
  const ends = performance.now() + seconds * 1000;
  for (let round = 0; round < 3 || performance.now() < ends; round++) {
    for (const [kind, typed] of Object.entries(kinds)) {
      const text = typed(random.pick(people), random);
      const began = performance.now();
      const found = await searchMembers.run(shell, caller, { text });
      if (!found.ok) throw new Error(found.detail);
      if (round > 1) taken.get(kind)?.push(performance.now() - began);
    }
  }
  for (const [kind, milliseconds] of taken) {
    const { p50, p99, worst } = latenciesOf(milliseconds);
    say(`    ${kind.padEnd(22)} p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)}, worst ${worst.toFixed(1)} ms`);
  }
  const all = latenciesOf([...taken.values()].flat());
  say(
    `  all ${all.count}: p50 ${all.p50.toFixed(1)}, p95 ${all.p95.toFixed(1)}, p99 ${all.p99.toFixed(1)} ms`,
  );
  return all;
}

async function somePeople(db: Kysely<Database>, members: number, random: Random): Promise<Somebody[]> {
  const numbers = Array.from({ length: 500 }, () => random.whole(1, members));
  const { rows } = await sql<Somebody>`
    select m.name, m.surname, m.phone, c.number as card from member m join card c using (owner_id)
     where m.owner_id in (select ${ownerExpression(sql.ref('n'))} from unnest(${numbers}::int[]) n)`.execute(
    db,
  );
  return rows;
}
