import { operation } from '../operation.ts';
import { accountAnswer } from './account-answer.ts';
import { readSelf } from './own-account.ts';

/** Everything the pages of the account show. */
export const getAccount = operation('get-account', async (call) => {
  const self = await readSelf(call);
  if (!self.ok) return self;
  const { state, member } = self.value;
  return { ok: true, value: await accountAnswer(call, state, member) };
});
