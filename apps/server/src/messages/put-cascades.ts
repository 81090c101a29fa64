import { operation } from '../operation.ts';
import { SETTING } from './cascades.ts';

export const putCascades = operation('put-cascades', async ({ shell }, cascades) => {
  const value = JSON.stringify(cascades);
  await shell.db
    .insertInto('setting')
    .values({ name: SETTING, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
  return { ok: true, value: cascades };
});
