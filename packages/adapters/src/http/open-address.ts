import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as safeRequest } from 'node:https';
import { neverOpen } from './ask-gateway.ts';
import { InwardAddress, isWrittenInward, lookupPublic } from './public-address.ts';

export interface Request {
  readonly headers: Readonly<Record<string, string>>;
  /** It is posted; absent: it is asked for with GET. */
  readonly body?: string;
  /** Whoever says nothing for so long says nothing more. */
  readonly silentMs: number;
  readonly signal: AbortSignal;
}

/** An answer whose head has come; or why there is none. */
export type Opened =
  | { readonly ok: true; readonly response: IncomingMessage }
  | { readonly ok: false; readonly because: 'inward' | 'away' | 'no-answer' };

export type OpenAddress = (address: string, request: Request) => Promise<Opened>;

/**
 * Asks addresses that somebody has named: on the internet by https, or of a host of the chain's own. Nothing is asked of this machine
 * or its neighbours, whatever a name leads to at the moment, and redirects are not followed.
 */
export const openAddress =
  (ownHosts: ReadonlySet<string>): OpenAddress =>
  async (address, request) => {
    const url = URL.canParse(address) ? new URL(address) : null;
    if (!url) return { ok: false, because: 'inward' };
    const own = ownHosts.has(url.hostname.replaceAll(/^\[|\]$/g, ''));
    if (!own && (url.protocol !== 'https:' || isWrittenInward(url.hostname)))
      return { ok: false, because: 'inward' };
    try {
      return { ok: true, response: await send(url, own, request) };
    } catch (error) {
      if (error instanceof InwardAddress) return { ok: false, because: 'inward' };
      return { ok: false, because: neverOpen(error) ? 'away' : 'no-answer' };
    }
  };

const send = (
  url: URL,
  own: boolean,
  { headers, body, silentMs, signal }: Request,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const ask = url.protocol === 'https:' ? safeRequest : plainRequest;
    const method = body === undefined ? 'GET' : 'POST';
    const options = { method, signal, headers, timeout: silentMs, ...(!own && { lookup: lookupPublic }) };
    const asked = ask(url, options, resolve);
    asked.on('timeout', () => asked.destroy(new Error('whoever was asked has fallen silent')));
    asked.on('error', reject).end(body);
  });
