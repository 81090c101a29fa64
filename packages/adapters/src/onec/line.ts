import { askSystem, away, type Heard } from '../http/ask-system.ts';
import { atOnce } from '../http/at-once.ts';
import type { TheirClock } from '../http/their-clock.ts';
import type { Away, Read } from '../system-of-record.ts';
import { meaningOf, type Answered } from './answers.ts';
import type { Known } from './settings.ts';

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PATCH';
  /** Of an object: `Catalog_X(guid'…')`, not yet escaped; each part by itself. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The version that was read. */
  readonly version?: string;
}

/** The way to a base of 1C. */
export interface Line {
  ask(call: Call): Promise<Answered>;
  /** What is no JSON: the description of the base. */
  text(path: readonly string[]): Promise<Read<string>>;
  close(): Promise<void>;
}

/** Calls 1C over as many sessions as it may: each holds a licence, so it is kept and used again, for one call at a time. */
export function openLine(settings: Known, theirClock: TheirClock): Line {
  const within = atOnce(settings.sessions);
  const send = askSystem({ most: settings.sessions, patienceMs: settings.timeoutMs, theirClock });
  /** Sessions that nobody uses at the moment, by their cookies. */
  const free: string[] = [];

  async function sendIn(session: string | undefined, call: Call): Promise<Heard | Away> {
    const heard = await send(addressOf(settings.url, call), requestOf(settings, session, call));
    const now = (heard.state === 'heard' && sessionIn(heard.headers)) || session;
    if (now !== undefined && !(heard.state === 'heard' && session !== undefined && isSessionGone(heard)))
      free.push(now);
    return heard;
  }

  /** A call whose session is gone has not been heard, so it is made once more in a new one. */
  const ask = (call: Call): Promise<Heard | Away> =>
    within(async () => {
      const session = free.pop();
      const heard = await sendIn(session, call);
      return session !== undefined && heard.state === 'heard' && isSessionGone(heard)
        ? sendIn(undefined, call)
        : heard;
    });

  return {
    async ask(call) {
      const heard = await ask({ ...call, query: { $format: 'json', ...call.query } });
      return heard.state === 'away' ? heard : meaningOf(heard);
    },
    async text(path) {
      const heard = await ask({ path });
      if (heard.state === 'away') return heard;
      if (heard.status === 200) return { state: 'read', value: heard.text };
      return away(heard.status === 401 ? 'wrong-login' : `http-${heard.status}`);
    },
    /** Gives licences back at once; otherwise 1C waits until a session is old. */
    async close() {
      const sessions = free.splice(0);
      for (const session of sessions)
        await send(`${settings.url}/`, {
          headers: { ...headersOf(settings), cookie: session, ibsession: 'finish' },
        });
    },
  };
}

/** 401 may be a session that has ended too: whether the password is right is said by a new one. */
const isSessionGone = ({ status, text }: Heard): boolean =>
  [400, 401, 404].includes(status) && !text.includes('odata.error');

const sessionIn = (headers: Headers): string | undefined =>
  headers
    .getSetCookie()
    .find((cookie) => /^ibsession=./i.test(cookie))
    ?.split(';', 1)[0];

function requestOf(settings: Known, session: string | undefined, call: Call): RequestInit {
  const { method = 'GET', body, version } = call;
  return {
    method,
    headers: {
      ...headersOf(settings),
      ...(session === undefined ? { ibsession: 'start' } : { cookie: session }),
      ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
      ...(version !== undefined && { 'if-match': version }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}

const headersOf = ({ user, password }: Known): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`,
  accept: 'application/json',
});

/** 1C takes a plus for a space, and its names are Cyrillic: everything is escaped. */
function addressOf(url: string, { path, query = {} }: Call): string {
  const asked = Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  const address = [url, ...path.map(encodeURIComponent)].join('/');
  return asked === '' ? address : `${address}?${asked}`;
}
