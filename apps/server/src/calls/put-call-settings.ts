import { operation, refuse } from '../operation.ts';
import { SETTING } from './call-settings.ts';

export const putCallSettings = operation('put-call-settings', async (_call, settings) => {
  const ids = settings.topics.map(({ id }) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) < index);
  if (twice >= 0)
    return refuse('id-twice', `Two topics are called ${ids[twice]}. Give one another id.`, {
      path: `/topics/${twice}/id`,
    });
  const value = JSON.stringify(settings);
  return {
    ok: true,
    value: settings,
    writes: {
      owners: [],
      beside: async (transaction) => {
        await transaction
          .insertInto('setting')
          .values({ name: SETTING, value })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
          .execute();
      },
    },
  };
});
