import { sql } from 'kysely';
import type { Shell } from '../operation.ts';
import { sizeOf, usualSize } from './picture-size.ts';

/** Pictures that the chain sent before their size was kept. @returns whether there was one */
export async function measureAssets({ db }: Pick<Shell, 'db'>): Promise<boolean> {
  const asset = await db
    .selectFrom('asset')
    .select(['asset_id', 'bytes'])
    .where('width', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (!asset) return false;
  const { width, height } = sizeOf(asset.bytes) ?? usualSize;
  await sql`
    update asset set width = ${width}, height = ${height}
     where asset_id = ${asset.asset_id} and width is null`.execute(db);
  return true;
}
