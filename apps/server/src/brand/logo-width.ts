import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { sizeOf } from '../content/picture-size.ts';
import type { Brand } from './brand.ts';

export const LOGO_HEIGHT = 24;
/** In so many bytes every picture has said its size, a photograph after what the camera noted. */
const HEAD_BYTES = 65_536;

/** How wide the logo is where it is `LOGO_HEIGHT` high, so that its place is kept while it is on its way; null: there is none. */
export async function logoWidthOf(db: Kysely<Database>, { logo }: Brand): Promise<number | null> {
  if (logo === undefined) return null;
  const asset = await db
    .selectFrom('asset')
    .select(sql<Buffer>`substring(bytes from 1 for ${HEAD_BYTES})`.as('head'))
    .where('asset_id', '=', logo)
    .executeTakeFirst();
  return asset ? widthOf(asset.head) : null;
}

/** One that does not say how large it is, is taken for a square. */
export function widthOf(head: Buffer): number {
  const size = sizeOf(head);
  return size === null ? LOGO_HEIGHT : Math.max(1, Math.round((size.width / size.height) * LOGO_HEIGHT));
}
