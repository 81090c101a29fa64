import type { WebhookAnswer, WebhookPost } from '../ports.ts';
import { neverOpen } from '../http/ask-gateway.ts';
import { post } from '../http/post.ts';
import { InwardAddress, isWrittenInward, lookupPublic } from '../http/public-address.ts';

/** What the other side has to say "I have it". */
const PATIENCE_MS = 10_000;

/**
 * Posts to addresses that somebody has named: on the internet, or a host of the chain's own. Nothing goes to this machine or its
 * neighbours, whatever a name leads to at the moment; redirects are not followed; what is answered is not read.
 */
export function webhookPost(ownHosts: ReadonlySet<string>): WebhookPost {
  return {
    async post({ url: address, headers, body }): Promise<WebhookAnswer> {
      const url = new URL(address);
      const own = ownHosts.has(url.hostname.replaceAll(/^\[|\]$/g, ''));
      if (!own && (url.protocol !== 'https:' || isWrittenInward(url.hostname)))
        return { status: null, because: 'inward' };
      try {
        const status = await post(url, {
          headers: {
            ...headers,
            'content-type': 'application/json; charset=utf-8',
            'user-agent': 'Bonum-Webhooks/1',
          },
          body: Buffer.from(body),
          signal: AbortSignal.timeout(PATIENCE_MS),
          ...(!own && { lookup: lookupPublic }),
        });
        return { status, because: status >= 200 && status < 300 ? null : `http-${status}` };
      } catch (error) {
        if (error instanceof InwardAddress) return { status: null, because: 'inward' };
        return { status: null, because: neverOpen(error) ? 'away' : 'no-answer' };
      }
    },
  };
}
