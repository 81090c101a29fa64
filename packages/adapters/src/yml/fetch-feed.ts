import type { IncomingMessage } from 'node:http';
import { openAddress } from '../http/open-address.ts';

/** A file on its way; or why there is none. */
export type FetchedFeed =
  | { readonly ok: true; readonly bytes: AsyncIterable<Uint8Array> }
  | { readonly ok: false; readonly because: string };

export type FetchFeed = (address: string, signal: AbortSignal) => Promise<FetchedFeed>;

/** What was to come of a file did not. */
export class FeedCutOff extends Error {
  override name = 'FeedCutOff';
}

const SILENT_MS = 60_000;
const MOST_BYTES = 4_294_967_296;
const headers = { 'user-agent': 'Bonum-Feeds/1', accept: 'application/xml, text/xml' };

/** Fetches feeds from addresses that somebody has named, and never from inside the network. */
export function feedFetcher(ownHosts: ReadonlySet<string>): FetchFeed {
  const open = openAddress(ownHosts);
  return async (address, signal) => {
    const opened = await open(address, { headers, silentMs: SILENT_MS, signal });
    if (!opened.ok) return opened;
    const { response } = opened;
    if (response.statusCode === 200) return { ok: true, bytes: bounded(response) };
    response.destroy();
    return { ok: false, because: `http-${response.statusCode ?? 0}` };
  };
}

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
