import type { Answer } from '@bonum/contract';
import type { Promotion } from '@bonum/engine';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

export type OfferPicture = Answer<'activate-offer'>['picture'];

interface Row {
  readonly promotion: string;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Whose it is; null: the programme's own. */
  readonly of: string | null;
}

/** What offers of these promotions show: the picture that the programme names, else that of some of their goods. */
export async function picturesOf(
  db: Kysely<Database>,
  promotions: readonly Promotion[],
): Promise<ReadonlyMap<string, OfferPicture>> {
  if (promotions.length === 0) return new Map();
  const asked = promotions.map(({ id, shown }) => ({ promotion: id, own: shown?.picture ?? null }));
  const { rows } = await sql<Row>`
    select q.promotion, coalesce(a.asset_id, g.picture_id) as name,
           coalesce(a.width, g.width) as width, coalesce(a.height, g.height) as height,
           case when a.asset_id is null then g.name end as of
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as q (promotion text, own text)
      left join asset a on a.asset_id = q.own and a.width is not null
      left join (select o.promotion, i.picture_id, i.width, i.height, p.name
                   from promotion_picture o join picture i using (picture_id)
                   join product p on p.product_id = o.product_id and p.gone_at is null) g on g.promotion = q.promotion
     where a.asset_id is not null or g.picture_id is not null`.execute(db);
  return new Map(
    rows.map(({ promotion, name, width, height, of }) => [
      promotion,
      { address: `/app/picture/${name}`, width, height, of },
    ]),
  );
}
