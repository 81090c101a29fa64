import { operation, refuse } from '../operation.ts';
import { consentsAfter } from './consents.ts';
import { changeSelf, readSelf } from './own-account.ts';
import { ADVERTISING, agreesToAdvertising, withSubscriptions } from './subscriptions.ts';

/** A member says what they want to hear, and by which channel (U10). */
export const setSubscriptions = operation('set-subscriptions', async (call, { subscriptions, consent }) => {
  const self = await readSelf(call);
  if (!self.ok) return self;
  const { state, member } = self.value;
  const consents = consent ? [{ kind: ADVERTISING, version: consent.version, given: true }] : [];
  const agreed = { ...member, consents: consentsAfter(call, consents, member.consents) };
  const wantsOffers = subscriptions.some(({ kind, on }) => kind === 'offers' && on);
  if (wantsOffers && !agreesToAdvertising(agreed))
    return refuse('consent-needed', 'Send the version of the text on advertising that was shown.', {
      path: '/consent',
    });
  const changed = { ...agreed, subscriptions: withSubscriptions(member.subscriptions, subscriptions) };
  return changeSelf(call, state, { member: changed, fields: ['subscriptions'], consents });
});
