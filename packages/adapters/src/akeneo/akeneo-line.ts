import { setTimeout as pause } from 'node:timers/promises';
import { isObject } from '../http/ask-gateway.ts';
import { bodyOf } from '../http/body-of.ts';
import { objectOf, type Row } from '../http/ask-system.ts';
import type { OpenAddress } from '../http/open-address.ts';
import type { AkeneoAccess } from './akeneo-settings.ts';

/** Akeneo cannot be read on: why, for programs, and what it said. */
export class AkeneoFailed extends Error {
  override name = 'AkeneoFailed';
  readonly because: string;
  readonly said: string | null;

  constructor(because: string, said: string | null = null) {
    super(because);
    this.because = because;
    this.said = said;
  }
}

export interface AkeneoMeans {
  readonly open: OpenAddress;
  readonly signal: AbortSignal;
}

interface Said {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: Buffer;
  readonly text: string;
}

interface Question {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly mostBytes?: number;
}

/** An answer in JSON, and how long it was. */
export interface AkeneoAnswer {
  readonly row: Row;
  readonly bytes: number;
}

interface Tokens {
  readonly access: string;
  readonly refresh: string | null;
}

const SILENT_MS = 30_000;
/** A page has a hundred products, and of each only what was asked for. */
const MOST_BYTES = 67_108_864;
/** For one answer; whoever is busy for longer is asked again in the next run. */
const MOST_WAIT_MS = 60_000;
const MOST_TIMES = 20;
const USUAL_WAIT_MS = 5000;
const LONGEST_SAID = 300;

/** A line to one Akeneo: it signs in, signs in again when its token has run out, and waits when it is told to. */
export class AkeneoLine {
  readonly #base: string;
  readonly #access: AkeneoAccess;
  readonly #means: AkeneoMeans;
  #tokens: Tokens | null = null;

  constructor(base: string, access: AkeneoAccess, means: AkeneoMeans) {
    this.#base = base;
    this.#access = access;
    this.#means = means;
  }

  /** @throws AkeneoFailed */
  async get(address: string): Promise<AkeneoAnswer> {
    const said = await this.#get({ address, headers: {} });
    const row = objectOf(said);
    if (!row) throw new AkeneoFailed('not-understood');
    return { row, bytes: said.body.length };
  }

  /** A file as it lies there. @throws AkeneoFailed */
  async file(address: string, mostBytes: number): Promise<Buffer> {
    return (await this.#get({ address, headers: { accept: '*/*' }, mostBytes })).body;
  }

  async #get(question: Question): Promise<Said> {
    this.#tokens ??= await this.#signIn();
    let said = await this.#getWith(this.#tokens, question);
    if (said.status === 401) {
      this.#tokens = (await this.#renew(this.#tokens)) ?? (await this.#signIn());
      said = await this.#getWith(this.#tokens, question);
    }
    if (said.status !== 200) throw refusedBy(said);
    return said;
  }

  #getWith({ access }: Tokens, question: Question): Promise<Said> {
    return this.#ask({ ...question, headers: { ...question.headers, authorization: `Bearer ${access}` } });
  }

  async #signIn(): Promise<Tokens> {
    const { username, password } = this.#access;
    const said = await this.#askForToken({ grant_type: 'password', username, password });
    const tokens = tokensOf(said);
    if (tokens) return tokens;
    // Of a wrong password or client Akeneo says that the request is a bad one.
    if (said.status === 400 || said.status === 401 || said.status === 422)
      throw new AkeneoFailed('not-let-in', messageOf(said));
    throw said.status === 200 ? new AkeneoFailed('not-understood') : refusedBy(said);
  }

  /** Null: the token for new ones has run out as well. */
  async #renew({ refresh }: Tokens): Promise<Tokens | null> {
    if (refresh === null) return null;
    return tokensOf(await this.#askForToken({ grant_type: 'refresh_token', refresh_token: refresh }));
  }

  #askForToken(body: object): Promise<Said> {
    const { clientId, clientSecret } = this.#access;
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const headers = { authorization: `Basic ${basic}`, 'content-type': 'application/json' };
    return this.#ask({ address: `${this.#base}/api/oauth/v1/token`, headers, body: JSON.stringify(body) });
  }

  /** Whoever says when to come again is asked again then, as long as that is soon. */
  async #ask(question: Question): Promise<Said> {
    let left = MOST_WAIT_MS;
    for (let times = 1; ; times += 1) {
      const said = await this.#askOnce(question);
      if (said.status !== 429 && said.status !== 503) return said;
      const wait = waitOf(said.retryAfter);
      left -= wait;
      if (left < 0 || times >= MOST_TIMES) throw new AkeneoFailed('busy', messageOf(said));
      await pause(wait, undefined, { signal: this.#means.signal }).catch(() => {
        throw new AkeneoFailed('no-answer');
      });
    }
  }

  async #askOnce({ address, headers: more, body, mostBytes = MOST_BYTES }: Question): Promise<Said> {
    const { open, signal } = this.#means;
    const headers = { 'user-agent': 'Bonum-Feeds/1', accept: 'application/json', ...more };
    const opened = await open(address, {
      headers,
      silentMs: SILENT_MS,
      signal,
      ...(body !== undefined && { body }),
    });
    if (!opened.ok) throw new AkeneoFailed(opened.because);
    const { response } = opened;
    const heard = await bodyOf(response, mostBytes);
    if (typeof heard === 'string') throw new AkeneoFailed(heard);
    const status = response.statusCode ?? 0;
    const retryAfter = response.headers['retry-after'];
    return { status, retryAfter, body: heard, text: heard.toString() };
  }
}

/** `Retry-After` is in seconds, or a day and time. */
function waitOf(retryAfter: string | undefined): number {
  if (retryAfter === undefined) return USUAL_WAIT_MS;
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : USUAL_WAIT_MS;
}

function tokensOf(said: Said): Tokens | null {
  const row = said.status === 200 ? objectOf(said) : undefined;
  const [access, refresh] = [row?.['access_token'], row?.['refresh_token']];
  if (typeof access !== 'string') return null;
  return { access, refresh: typeof refresh === 'string' ? refresh : null };
}

const refusedBy = (said: Said): AkeneoFailed => new AkeneoFailed(`http-${said.status}`, messageOf(said));

/** What it says of a refusal, of which a token has no part. */
function messageOf(said: Said): string | null {
  const row = objectOf(said);
  const message = isObject(row) ? (row['message'] ?? row['error_description']) : null;
  return typeof message === 'string' ? message.slice(0, LONGEST_SAID) : null;
}
