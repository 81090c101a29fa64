import { operation, refuse } from '../operation.ts';
import { pictureFault } from './picture-fault.ts';
import { sizeOf, usualSize } from './picture-size.ts';

export const putAsset = operation('put-asset', async ({ shell, now }, { assetId, type, data }) => {
  const bytes = Buffer.from(data, 'base64');
  const fault = pictureFault(type, bytes);
  if (fault !== null) return refuse('bad-asset', fault, { path: '/data' });
  const row = { type, bytes, written_at: new Date(now), ...(sizeOf(bytes) ?? usualSize) };
  await shell.db
    .insertInto('asset')
    .values({ asset_id: assetId, ...row })
    .onConflict((conflict) => conflict.column('asset_id').doUpdateSet(row))
    .execute();
  return { ok: true, value: { assetId, type, bytes: bytes.length } };
});
