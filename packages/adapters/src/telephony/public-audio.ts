import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { Readable } from 'node:stream';
import type { Fetched } from '../ports.ts';
import { InwardAddress, isWrittenInward, lookupPublic } from '../http/public-address.ts';
import { neverOpen } from '../http/ask-gateway.ts';

const LONGEST_MS = 120_000;

/**
 * A file by an address that somebody else has named: from the internet, or from a host that the chain trusts. Nothing is fetched
 * from this machine or its neighbours, and nothing is followed.
 */
export async function publicAudio(address: string, trusted: ReadonlySet<string>): Promise<Fetched> {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return { state: 'later', because: 'no-address' };
  const isTrusted = trusted.has(url.hostname.replaceAll(/^\[|\]$/g, ''));
  if (!isTrusted && isWrittenInward(url.hostname)) return { state: 'later', because: 'inward' };
  try {
    const response = await get(url, isTrusted);
    if (response.statusCode === 200)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a response of HTTP is a stream of bytes
      return { state: 'got', body: Readable.toWeb(response) as ReadableStream<Uint8Array> };
    response.destroy();
    return { state: 'later', because: `http-${response.statusCode ?? 0}` };
  } catch (error) {
    if (error instanceof InwardAddress) return { state: 'later', because: 'inward' };
    return { state: 'later', because: neverOpen(error) ? 'away' : 'no-answer' };
  }
}

const get = (url: URL, isTrusted: boolean): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const ask = url.protocol === 'https:' ? request : plainRequest;
    const options = { signal: AbortSignal.timeout(LONGEST_MS), ...(!isTrusted && { lookup: lookupPublic }) };
    ask(url, options, resolve).on('error', reject).end();
  });
