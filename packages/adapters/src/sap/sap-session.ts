import { away, type AskSystem, type Heard } from '../http/ask-system.ts';
import type { Away } from '../system-of-record.ts';
import type { SapSettings } from './sap-settings.ts';

export interface SapSession {
  /** Reads; JSON unless something else is asked for. */
  get(address: string, accept?: string): Promise<Heard | Away>;
  /** Writes, with the token of the session and all of its cookies. */
  write(address: string, request: Writing): Promise<Heard | Away>;
  /** Hands in what needs no token, since it is no OData. */
  handIn(address: string, request: Writing): Promise<Heard | Away>;
}

export interface Writing {
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Open {
  readonly token: string;
  readonly cookies: string;
}

/**
 * SAP believes a write only with a token that it gave before, in the session in which it gave it: the token and every cookie belong
 * together, whatever the cookies are called. A session ends whenever SAP likes; then it is opened again, once for each write.
 */
export function sapSession(settings: SapSettings, ask: AskSystem, service: string): SapSession {
  const basic = Buffer.from(`${settings.user}:${settings.password}`, 'utf8').toString('base64');
  const known = { authorization: `Basic ${basic}`, accept: 'application/json' };
  let open: Promise<Open | Away> | null = null;

  const session = (): Promise<Open | Away> => {
    open ??= fetchToken();
    return open;
  };

  async function fetchToken(): Promise<Open | Away> {
    const heard = await ask(withClient(settings, `${service}/`), {
      headers: { ...known, 'x-csrf-token': 'Fetch' },
    });
    const failed = heard.state === 'away' ? heard : tokenOf(heard);
    if (failed.state === 'away') open = null;
    return failed.state === 'away' ? failed : failed.open;
  }

  async function write(address: string, request: Writing): Promise<Heard | Away> {
    for (const last of [false, true]) {
      const asked = session();
      const mine = await asked;
      if ('state' in mine) return mine;
      const heard = await ask(withClient(settings, address), {
        method: request.method,
        headers: { ...known, ...request.headers, 'x-csrf-token': mine.token, cookie: mine.cookies },
        ...(request.body !== undefined && { body: request.body }),
      });
      if (heard.state === 'away' || !wantsToken(heard)) return heard;
      // Whoever else has found out meanwhile has opened a new one already.
      if (open === asked) open = null;
      if (last) return away('no-session');
    }
    return away('no-session');
  }

  return {
    get: (address, accept = known.accept) =>
      ask(withClient(settings, address), { headers: { ...known, accept } }),
    write,
    handIn: (address, { method, headers, body = '' }) =>
      ask(withClient(settings, address), { method, headers: { ...known, ...headers }, body }),
  };
}

const wantsToken = ({ status, headers }: Heard): boolean =>
  status === 403 && headers.get('x-csrf-token')?.toLowerCase() === 'required';

function tokenOf({ status, headers }: Heard): Away | { readonly state: 'open'; readonly open: Open } {
  const token = headers.get('x-csrf-token');
  if (status === 401 || status === 403) return away('wrong-login');
  if (status >= 500) return away('broken');
  if (status >= 400 || token === null || /^(fetch|required)$/i.test(token)) return away('no-session');
  const cookies = headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
  return { state: 'open', open: { token, cookies: cookies.join('; ') } };
}

/** The whole address, in the client of the system that was asked for. */
function withClient({ url, client }: SapSettings, address: string): string {
  const whole = `${url.replace(/\/+$/, '')}${address}`;
  if (client === undefined) return whole;
  return `${whole}${whole.includes('?') ? '&' : '?'}sap-client=${client}`;
}
