import { offerDays, type Promotion } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import { sql, type Transaction } from 'kysely';
import { createHash } from 'node:crypto';
import type { Database } from '../database/schema.ts';
import { goodsOf } from '../offers/goods-of.ts';
import type { Shell } from '../operation.ts';
import { NoProgramme, type ProgrammeVersion } from '../programme/programmes.ts';
import { pickPicture, type Candidate, type Known, type Shown } from './pick-picture.ts';

export type PictureShell = Pick<Shell, 'db' | 'clock' | 'programmes' | 'secret'>;

/** Of one promotion: where none of so many can be had, it shows none. */
const TRIED = 12;
/** Clocks of several workers differ by less. */
const MARGIN_MS = 30_000;

/**
 * Finds out which pictures of goods the offers of the live programme show, and which of them are still to be taken; only when
 * something that this follows from has changed. A million goods cost nothing: only those of offers are looked at.
 * @returns whether it had changed
 */
export async function choosePictures({ db, clock, programmes }: PictureShell): Promise<boolean> {
  const version = await programmes.current().catch((error: unknown) => {
    if (error instanceof NoProgramme) return null;
    throw error;
  });
  if (version === null) return false;
  const now = clock();
  const offset = version.compiled.calendar.offsetMinutesAt(now);
  const today = iso(now + offset * 60_000).slice(0, 10);
  // Whoever holds the row chooses; others have nothing to add.
  return db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ catalogue: number; same: boolean }>`
      select c.number as catalogue,
             p.programme = ${version.version} and p.catalogue = c.number and p.day = ${today}
               and not exists (select from picture_source s where s.changed_at > p.at - ${MARGIN_MS} * interval '1 ms') as same
        from picture_choice p, catalogue_change c for update of p skip locked`.execute(transaction);
    const [found] = rows;
    if (!found || found.same) return false;
    await choose(transaction, { version, today, now });
    await sql`
      update picture_choice
         set programme = ${version.version}, catalogue = ${found.catalogue}, day = ${today}, at = ${new Date(now)}`.execute(
      transaction,
    );
    return true;
  });
}

interface At {
  readonly version: ProgrammeVersion;
  readonly today: string;
  readonly now: number;
}

async function choose(db: Transaction<Database>, { version, today, now }: At): Promise<void> {
  const before = await db.selectFrom('promotion_picture').selectAll().execute();
  const chosen: { promotion: string; picture_id: string; product_id: string }[] = [];
  const wanted = new Set<string>();
  for (const promotion of version.programme.promotions.filter(isShown)) {
    const candidates = await candidatesOf(db, promotion, today);
    const known = await whatIsKnown(db, candidates);
    const was = before.find((row) => row.promotion === promotion.id);
    const picked = pickPicture(candidates, known, was ? shownOf(was) : null);
    for (const address of picked.wanted) wanted.add(address);
    const { shown } = picked;
    if (shown)
      chosen.push({ promotion: promotion.id, picture_id: shown.pictureId, product_id: shown.productId });
  }
  await want(db, [...wanted], now);
  await sql`
    delete from promotion_picture where promotion <> all(${chosen.map(({ promotion }) => promotion)}::text[])`.execute(
    db,
  );
  await sql`
    insert into promotion_picture as p
    select * from jsonb_populate_recordset(null::promotion_picture, ${JSON.stringify(chosen)}::jsonb) order by promotion
    on conflict (promotion) do update set picture_id = excluded.picture_id, product_id = excluded.product_id
     where (p.picture_id, p.product_id) is distinct from (excluded.picture_id, excluded.product_id)`.execute(
    db,
  );
}

/** Members see it, all of them or those who hold an offer of it. */
const isShown = ({ shown, personal }: Promotion): boolean => shown !== undefined || personal === true;
const shownOf = (row: { picture_id: string; product_id: string }): Shown => ({
  productId: row.product_id,
  pictureId: row.picture_id,
});

async function candidatesOf(
  db: Transaction<Database>,
  promotion: Promotion,
  today: string,
): Promise<readonly Candidate[]> {
  const goods = await goodsOf(db, promotion, 'with a picture');
  return goods
    .flatMap(({ facts: product, picture }) =>
      picture !== null && offerDays(promotion, { today, product }) !== null
        ? [{ productId: product.id, address: picture }]
        : [],
    )
    .slice(0, TRIED);
}

async function whatIsKnown(
  db: Transaction<Database>,
  candidates: readonly Candidate[],
): Promise<ReadonlyMap<string, Known>> {
  if (candidates.length === 0) return new Map();
  const rows = await db
    .selectFrom('picture_source')
    .select(['address', 'picture_id', 'because'])
    .where(
      'source_id',
      'in',
      candidates.map(({ address }) => sourceIdOf(address)),
    )
    .execute();
  return new Map(
    rows.map(({ address, picture_id, because }) => [
      address,
      { pictureId: picture_id, failed: because !== null },
    ]),
  );
}

const sourceIdOf = (address: string): Buffer => createHash('sha256').update(address).digest();

/** What nobody wants any more stays for a while: a feed that is broken today is whole tomorrow. */
async function want(db: Transaction<Database>, wanted: readonly string[], now: number): Promise<void> {
  const rows = wanted.map((address) => ({ id: sourceIdOf(address).toString('hex'), address }));
  await sql`
    insert into picture_source as s (source_id, address, due_at, changed_at)
    select decode(r.id, 'hex'), r.address, ${new Date(now)}, ${new Date(now)}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id text, address text) order by 1
    on conflict (source_id) do update set unwanted_at = null
     where s.unwanted_at is not null`.execute(db);
  await sql`
    update picture_source set unwanted_at = ${new Date(now)}
     where unwanted_at is null and address <> all(${wanted}::text[])`.execute(db);
}
