import { operation, refuse } from '../operation.ts';
import { consentsAfter } from './consents.ts';
import { changeSelf, readSelf } from './own-account.ts';

/** What an account rests on: without it there is none. */
const foundations: ReadonlySet<string> = new Set(['terms', 'personal-data']);

/** A member gives or withdraws a consent. */
export const sayConsent = operation('say-consent', async (call, consent) => {
  if (!consent.given && foundations.has(consent.kind))
    return refuse('erase-instead', 'Without it there can be no account: erase it with erase-me.', {
      path: '/kind',
    });
  const self = await readSelf(call);
  if (!self.ok) return self;
  const { state, member } = self.value;
  const changed = { ...member, consents: consentsAfter(call, [consent], member.consents) };
  return changeSelf(call, state, { member: changed, fields: ['consents'], consents: [consent] });
});
