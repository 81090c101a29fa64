import { isWrittenInward } from '@bonum/adapters/public-address';
import { refuse, type Refusal } from '../operation.ts';

export const noHosts: ReadonlySet<string> = new Set();

/** Why nothing may be sent there; null: it may. What a name leads to is looked at when something is sent. */
export function refusedAddress(address: string, ownHosts: ReadonlySet<string>): Refusal | null {
  const no = (detail: string): Refusal => refuse('inward-address', detail, { path: '/url' });
  if (!URL.canParse(address))
    return no('This is not an address; write one such as https://crm.example/bonum.');
  const url = new URL(address);
  if (url.username !== '' || url.password !== '' || url.hash !== '')
    return no('Leave user, password and what is behind # out of the address: requests are signed instead.');
  if (ownHosts.has(url.hostname.replaceAll(/^\[|\]$/g, ''))) return null;
  if (url.protocol !== 'https:')
    return no('Use https, or name the host in BONUM_WEBHOOK_HOSTS if it is in the chain’s own network.');
  if (isWrittenInward(url.hostname) || /^localhost$|\.localhost$|\.local$|\.internal$/.test(url.hostname))
    return no(
      'This leads into the network of the server. If it is meant to, name the host in BONUM_WEBHOOK_HOSTS.',
    );
  return null;
}
