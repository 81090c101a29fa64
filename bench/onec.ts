import type { OnecSettings } from '@bonum/adapters/onec';
import { onecBase } from '@bonum/standins/onec-base';

/** How to reach the 1C that this process is. */
export type OnecReached = Pick<
  OnecSettings,
  'url' | 'user' | 'password' | 'profile' | 'programme' | 'values'
>;

async function open(): Promise<OnecReached> {
  const { address, user, password, desk } = await onecBase({ configuration: 'rt2' });
  return {
    url: address,
    user,
    password,
    profile: 'rt2',
    programme: desk.programme,
    values: { cardKind: desk.cardKind },
  };
}

process.on('message', () => {
  open().then(
    (done) => process.send?.({ done }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
