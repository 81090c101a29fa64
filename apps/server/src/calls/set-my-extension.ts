import { operation, refuse } from '../operation.ts';

/** An operator says at which telephone they sit. */
export const setMyExtension = operation('set-my-extension', async ({ caller, now }, { extension }) => {
  if (!('operatorId' in caller)) return refuse('operators-only', 'Sign in to the desk, then do it there.');
  const { operatorId } = caller;
  return {
    ok: true,
    value: { extension },
    audit: { detail: { extension } },
    writes: {
      owners: [],
      beside: async (transaction) => {
        await transaction
          .deleteFrom('extension')
          .where((or) => or.or([or('operator_id', '=', operatorId), or('extension', '=', extension ?? '')]))
          .execute();
        if (extension === null) return;
        await transaction
          .insertInto('extension')
          .values({ extension, operator_id: operatorId, taken_at: new Date(now) })
          .execute();
      },
    },
  };
});
