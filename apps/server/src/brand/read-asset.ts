import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

export interface Picture {
  readonly type: string;
  readonly bytes: Buffer;
}

export async function readAsset(db: Kysely<Database>, assetId: string): Promise<Picture | null> {
  const asset = await db
    .selectFrom('asset')
    .select(['type', 'bytes'])
    .where('asset_id', '=', assetId)
    .executeTakeFirst();
  return asset ?? null;
}
