import { offlineDays } from '../checkout/too-old.ts';
import { operation, refuse } from '../operation.ts';
import { zoneOffsets } from './zone-calendar.ts';

/** Everything that a till of a store calculates with while it has no network, but the goods. */
export const getTillRules = operation('get-till-rules', async ({ shell, caller }, { storeId }) => {
  if (caller.storeId !== null && caller.storeId !== storeId)
    return refuse('wrong-store', `This key is for store ${caller.storeId}.`, { path: '/storeId' });
  const live = await shell.programmes.current();
  const { version, programme } = live;
  const { sha256 } = await shell.db
    .selectFrom('programme_version')
    .select('sha256')
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  const store = await shell.db
    .selectFrom('store')
    .select('tags')
    .where('store_id', '=', storeId)
    .executeTakeFirst();
  if (!store)
    return refuse('unknown-store', `Store ${storeId} is not there. Send it with put-stores.`, {
      path: '/storeId',
    });
  return {
    ok: true,
    value: {
      version,
      sha256: sha256.toString('hex'),
      programme,
      offsets: zoneOffsets(programme.zone).map(({ from, offsetMinutes }) => ({ from, offsetMinutes })),
      store: { id: storeId, tags: store.tags },
      days: offlineDays(live),
    },
  };
});
