import { neverOpen } from '../http/ask-gateway.ts';
import type { Away } from '../system-of-record.ts';
import { away, decoded, meaningOf, type Answered } from './answers.ts';
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
  text(path: readonly string[]): Promise<{ readonly state: 'read'; readonly value: string } | Away>;
  close(): Promise<void>;
}

/** A session of 1C: it holds a licence, so it is used again and again. */
interface Session {
  cookie: string | null;
}

interface Arrived {
  readonly state: 'arrived';
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
}

/** Calls 1C over as many sessions as it may, each for one call at a time; further calls wait for theirs. */
export function openLine(settings: Known): Line {
  const free: Session[] = Array.from({ length: settings.sessions }, () => ({ cookie: null }));
  const waiting: ((session: Session) => void)[] = [];

  async function withSession<T>(act: (session: Session) => Promise<T>): Promise<T> {
    const session = free.pop() ?? (await new Promise<Session>((resolve) => waiting.push(resolve)));
    try {
      return await act(session);
    } finally {
      const next = waiting.shift();
      if (next) next(session);
      else free.push(session);
    }
  }

  /** One whose session is gone has not been heard, so it may be asked once more in a new one. */
  const arrive = (call: Call): Promise<Arrived | Away> =>
    withSession(async (session) => {
      const hadSession = session.cookie !== null;
      const first = await send(settings, session, call);
      if (first.state === 'away' || !hadSession || !isSessionGone(first)) return first;
      session.cookie = null;
      return send(settings, session, call);
    });

  return {
    async ask(call) {
      const arrived = await arrive({ ...call, query: { $format: 'json', ...call.query } });
      return arrived.state === 'away' ? arrived : meaningOf(arrived);
    },
    async text(path) {
      const arrived = await arrive({ path });
      if (arrived.state === 'away') return arrived;
      if (arrived.status === 200) return { state: 'read', value: arrived.text };
      return away(arrived.status === 401 ? 'wrong-login' : `http-${arrived.status}`);
    },
    async close() {
      await Promise.all(free.map((session) => finish(settings, session)));
    },
  };
}

/** 401 may be a session that has ended too: whether the password is right is said by a new one. */
const isSessionGone = ({ status, text }: Arrived): boolean =>
  (status === 401 && !text.includes('odata.error')) ||
  ((status === 400 || status === 404) && !/^\s*\{/.test(text));

async function send(settings: Known, session: Session, call: Call): Promise<Arrived | Away> {
  const { method = 'GET', body, version } = call;
  try {
    const response = await fetch(addressOf(settings.url, call), {
      method,
      redirect: 'manual',
      headers: {
        ...headersOf(settings, session),
        ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
        ...(version !== undefined && { 'if-match': version }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(settings.timeoutMs),
    });
    keep(session, response);
    const bytes = await response.arrayBuffer();
    return {
      state: 'arrived',
      status: response.status,
      text: decoded(bytes, response.headers.get('content-type')),
      retryAfter: response.headers.get('retry-after'),
    };
  } catch (error) {
    return away(neverOpen(error) ? 'unreachable' : 'no-answer');
  }
}

function headersOf({ user, password }: Known, session: Session): Record<string, string> {
  return {
    authorization: `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`,
    accept: 'application/json',
    ...(session.cookie === null ? { ibsession: 'start' } : { cookie: session.cookie }),
  };
}

function keep(session: Session, response: Response): void {
  const cookie = response.headers.getSetCookie().find((set) => set.toLowerCase().startsWith('ibsession='));
  if (cookie !== undefined) session.cookie = cookie.split(';', 1)[0] ?? null;
}

/** Gives the licence back at once; otherwise 1C waits until the session is old. */
async function finish(settings: Known, session: Session): Promise<void> {
  if (session.cookie === null) return;
  await fetch(`${settings.url}/`, {
    redirect: 'manual',
    headers: { ...headersOf(settings, session), ibsession: 'finish' },
    signal: AbortSignal.timeout(settings.timeoutMs),
  })
    .then((response) => response.body?.cancel())
    .catch(() => undefined);
  session.cookie = null;
}

/** 1C takes a plus for a space, and its names are Cyrillic: everything is escaped. */
function addressOf(url: string, { path, query = {} }: Call): string {
  const asked = Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  const address = [url, ...path.map(encodeURIComponent)].join('/');
  return asked === '' ? address : `${address}?${asked}`;
}
