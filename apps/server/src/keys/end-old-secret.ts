import { operation } from '../operation.ts';
import { keyAnswer, keyColumns } from './key-answer.ts';
import { ownKey } from './own-key.ts';

/** The secret before the newest ends before its time; where there is none, nothing changes. */
export const endOldSecret = operation('end-old-secret', async (call, { keyId }) => {
  const found = await ownKey(call, keyId);
  if (!found.ok) return found;
  const { shell, now } = call;
  const row = await shell.db
    .updateTable('api_key')
    .set({ old_hash: null, old_until: null, old_used_at: null })
    .where('key_id', '=', keyId)
    .returning(keyColumns)
    .executeTakeFirstOrThrow();
  return { ok: true, value: keyAnswer(row, now) };
});
