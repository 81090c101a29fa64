import type { Kysely } from 'kysely';
import { readAsset, type Picture } from '../brand/read-asset.ts';
import type { Database } from '../database/schema.ts';

/** No picture that the chain has sent is called so. */
const OF_GOODS = /^goods\.[\w-]{43}$/;

export interface ServedPicture extends Picture {
  /** By this name it is never another one. */
  readonly forever: boolean;
}

/** A picture as it is served: one that the chain has sent, or one of its goods. */
export async function readPicture(db: Kysely<Database>, name: string): Promise<ServedPicture | null> {
  if (!OF_GOODS.test(name)) {
    const asset = await readAsset(db, name);
    return asset && { ...asset, forever: false };
  }
  const found = await db
    .selectFrom('picture')
    .select(['type', 'bytes'])
    .where('picture_id', '=', name)
    .executeTakeFirst();
  return found ? { ...found, forever: true } : null;
}
