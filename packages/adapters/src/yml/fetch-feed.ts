import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { InwardAddress, isWrittenInward, lookupPublic } from '../http/public-address.ts';
import { neverOpen } from '../http/ask-gateway.ts';

/** A file on its way; or why there is none. */
export type FetchedFeed =
  | { readonly ok: true; readonly bytes: AsyncIterable<Uint8Array> }
  | { readonly ok: false; readonly because: string };

export type FetchFeed = (address: string, signal: AbortSignal) => Promise<FetchedFeed>;

/** What was to come of a file did not. */
export class FeedCutOff extends Error {
  override name = 'FeedCutOff';
}

/** A feed that says nothing for so long says nothing more. */
const SILENT_MS = 60_000;
const MOST_BYTES = 4_294_967_296;

/**
 * Fetches feeds from addresses that somebody has named: on the internet by https, or from a host of the chain's own. Nothing is
 * fetched from this machine or its neighbours, whatever a name leads to at the moment, and redirects are not followed.
 */
export const feedFetcher =
  (ownHosts: ReadonlySet<string>): FetchFeed =>
  async (address, signal) => {
    const url = URL.canParse(address) ? new URL(address) : null;
    if (!url) return { ok: false, because: 'inward' };
    const own = ownHosts.has(url.hostname.replaceAll(/^\[|\]$/g, ''));
    if (!own && (url.protocol !== 'https:' || isWrittenInward(url.hostname)))
      return { ok: false, because: 'inward' };
    try {
      const response = await get(url, own, signal);
      if (response.statusCode === 200) return { ok: true, bytes: bounded(response) };
      response.destroy();
      return { ok: false, because: `http-${response.statusCode ?? 0}` };
    } catch (error) {
      if (error instanceof InwardAddress) return { ok: false, because: 'inward' };
      return { ok: false, because: neverOpen(error) ? 'away' : 'no-answer' };
    }
  };

const get = (url: URL, own: boolean, signal: AbortSignal): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const ask = url.protocol === 'https:' ? request : plainRequest;
    const headers = { 'user-agent': 'Bonum-Feeds/1', accept: 'application/xml, text/xml' };
    const asked = ask(
      url,
      { signal, headers, timeout: SILENT_MS, ...(!own && { lookup: lookupPublic }) },
      resolve,
    );
    asked.on('timeout', () => asked.destroy(new Error('the feed has fallen silent')));
    asked.on('error', reject).end();
  });

/** As they come, and no more than any feed has. */
async function* bounded(response: IncomingMessage): AsyncGenerator<Uint8Array> {
  let size = 0;
  const pieces = (response as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await pieces.next().catch((error: unknown) => {
        throw new FeedCutOff('the feed broke off on its way', { cause: error });
      });
      if (next.done === true) return;
      size += next.value.length;
      if (size > MOST_BYTES) throw new FeedCutOff('the feed does not end');
      yield next.value;
    }
  } finally {
    response.destroy();
  }
}
