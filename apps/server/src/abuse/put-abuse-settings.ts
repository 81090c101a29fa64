import { operation, refuse } from '../operation.ts';
import { SETTING } from './parameters.ts';

export const putAbuseSettings = operation('put-abuse-settings', async ({ shell }, settings) => {
  const known = await shell.db.selectFrom('store').select('store_id').execute();
  const ids = new Set(known.map(({ store_id }) => store_id));
  const unknown = settings.storesWithoutCashiers.findIndex((storeId) => !ids.has(storeId));
  if (unknown >= 0) {
    return refuse('unknown-store', `Store ${settings.storesWithoutCashiers[unknown]} is not there.`, {
      path: `/storesWithoutCashiers/${unknown}`,
    });
  }
  const value = JSON.stringify(settings);
  await shell.db
    .insertInto('setting')
    .values({ name: SETTING, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
  return { ok: true, value: settings };
});
