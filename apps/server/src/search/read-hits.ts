import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { Found } from './find-by-number.ts';

/** A member as a list shows one. */
export interface HitRow {
  readonly owner_id: string;
  readonly merged_into: string | null;
  readonly apart: boolean;
  readonly level: string | null;
  readonly spend: number;
  readonly status: 'active' | 'suspended' | 'erased';
  readonly name: string | null;
  readonly surname: string | null;
  readonly phone: string | null;
  readonly claimed_phone: string | null;
  readonly email: string | null;
  readonly city: string | null;
  readonly joined_at: number;
  readonly cards: readonly string[] | null;
}

export interface Hit {
  readonly row: HitRow;
  readonly found: Found;
}

/** Those who were found, each once, in that order; who was merged is who they became, and who was erased is nobody. */
export async function readHits(db: Kysely<Database>, found: readonly Found[]): Promise<Hit[]> {
  const theirs = await readStanding(
    db,
    found.map(({ ownerId }) => ownerId),
  );
  const hits = new Map<string, Hit>();
  for (const one of found) {
    const row = theirs.get(one.ownerId);
    if (row && !hits.has(row.owner_id)) hits.set(row.owner_id, { row, found: one });
  }
  return [...hits.values()];
}

/** Who owners are by now, by their own ids: after merges, and without those who were erased or are nobody. */
export async function readStanding(
  db: Kysely<Database>,
  ownerIds: readonly string[],
): Promise<ReadonlyMap<string, HitRow>> {
  const wanted = [...new Set(ownerIds)];
  const rows = await readRows(db, wanted);
  return new Map(
    wanted.flatMap((ownerId): [string, HitRow][] => {
      const row = standing(rows, ownerId);
      return row && row.status !== 'erased' && !row.apart ? [[ownerId, row]] : [];
    }),
  );
}

function standing(rows: ReadonlyMap<string, HitRow>, ownerId: string): HitRow | undefined {
  let row = rows.get(ownerId);
  while (row?.merged_into != null) row = rows.get(row.merged_into);
  return row;
}

/** These, and those they became. */
async function readRows(
  db: Kysely<Database>,
  ownerIds: readonly string[],
): Promise<ReadonlyMap<string, HitRow>> {
  const all = new Map<string, HitRow>();
  for (let wanted = ownerIds; wanted.length > 0;) {
    const { rows } = await sql<HitRow>`
      select o.owner_id, o.merged_into, o.apart, o.level, o.spend, m.status, m.name, m.surname, m.phone, m.claimed_phone,
          m.email, m.city, m.joined_at,
          (select json_agg(c.number order by c.issued_at, c.number) from card c
            where c.owner_id = o.owner_id and c.state = 'active') as cards
        from owner o join member m on m.owner_id = o.owner_id where o.owner_id = any(${wanted}::uuid[])`.execute(
      db,
    );
    for (const row of rows) all.set(row.owner_id, row);
    wanted = rows.flatMap(({ merged_into: into }) => (into === null || all.has(into) ? [] : into));
  }
  return all;
}
