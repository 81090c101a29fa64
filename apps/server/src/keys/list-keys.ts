import { operation } from '../operation.ts';
import { keyAnswer } from './key-answer.ts';

/** All keys, without their secrets. */
export const listKeys = operation('list-keys', async ({ shell }) => {
  const rows = await shell.db
    .selectFrom('api_key')
    .selectAll()
    .orderBy('created_at')
    .orderBy('key_id')
    .execute();
  return { ok: true, value: { keys: rows.map(keyAnswer) } };
});
