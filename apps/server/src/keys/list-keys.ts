import { operation } from '../operation.ts';
import { beyondOwnPlace } from './beyond-own.ts';
import { keyAnswer, keyColumns } from './key-answer.ts';

/** The keys of the caller's own place, without their secrets. */
export const listKeys = operation('list-keys', async ({ shell, caller }) => {
  const rows = await shell.db
    .selectFrom('api_key')
    .select(keyColumns)
    .orderBy('created_at')
    .orderBy('key_id')
    .execute();
  const keys = rows.map(keyAnswer).filter((key) => beyondOwnPlace(caller, key) === null);
  return { ok: true, value: { keys } };
});
