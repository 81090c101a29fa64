import { connect } from 'node:net';

interface Settings {
  /** As it is typed into 1C: it must have `/hs/` in it. */
  readonly address: string;
  readonly user: string;
  readonly password: string;
  /** 1C's own setting. */
  readonly timeoutMs?: number;
}

export interface OnecReply {
  readonly status: number;
  readonly text: string;
}

/** What 1C shows to the cashier: the server's own words. */
export class OnecError extends Error {
  override name = 'OnecError';
  readonly status: number;

  constructor({ status, text }: OnecReply) {
    super(text);
    this.status = status;
  }
}

export type Parameters = Readonly<Record<string, string | number>>;
type Json = Readonly<Record<string, unknown>>;

/**
 * The cash desk of 1C as a client of a loyalty server, down to its bytes: parameters stand in the address, also of a POST, and nothing
 * in them is escaped; a calculation is asked for by a GET that has a body; any status above 200 is an error, whose text is shown.
 */
export class OnecTill {
  readonly #host: string;
  readonly #port: number;
  /** What stands before `/hs/` is the name of a database, to 1C. */
  readonly #base: string;
  readonly #service: string;
  readonly #settings: Settings;
  readonly #timeoutMs: number;

  constructor(settings: Settings) {
    const { address, timeoutMs = 60_000 } = settings;
    this.#settings = settings;
    const [before = '', service] = address.split('/hs/');
    if (service === undefined) throw new Error('Адрес сервера лояльности должен содержать /hs/');
    const url = new URL(before);
    this.#host = url.hostname;
    this.#port = Number(url.port || 80);
    this.#base = url.pathname;
    this.#service = service.replace(/\/$/, '');
    this.#timeoutMs = timeoutMs;
  }

  get authorization(): string {
    const { user, password } = this.#settings;
    return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
  }

  /** The same cash desk, into which somebody typed another password. */
  withPassword(password: string): OnecTill {
    return new OnecTill({ ...this.#settings, password });
  }

  /** Says what it must for the bytes to be right, and nothing that 1C does not say. */
  async call(
    verb: 'GET' | 'POST',
    method: string,
    parameters: Parameters = {},
    body?: Buffer | string,
  ): Promise<OnecReply> {
    const query = Object.entries(parameters)
      .map(([name, value]) => `${name}=${value}`)
      .join('&');
    const resource = `${this.#base}/hs/${this.#service}/${method}${query === '' ? '' : `?${query}`}`;
    const content = Buffer.from(body ?? '');
    const head = [
      `${verb} ${resource} HTTP/1.1`,
      `Host: ${this.#host}:${this.#port}`,
      'User-Agent: 1C+Enterprise/8.3',
      'Accept: */*',
      `Authorization: ${this.authorization}`,
      `Content-Length: ${content.length}`,
      'Connection: close',
    ].join('\r\n');
    return this.send(Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'utf8'), content]));
  }

  /** Sends bytes as they are. */
  send(bytes: Buffer | readonly Buffer[]): Promise<OnecReply> {
    const received = new Promise<Buffer>((resolve, reject) => {
      const parts: Buffer[] = [];
      const socket = connect(this.#port, this.#host);
      socket.setTimeout(this.#timeoutMs, () => socket.destroy(new Error('Превышено время ожидания')));
      socket.on('error', reject);
      socket.on('data', (part) => parts.push(part));
      socket.on('end', () => socket.end());
      socket.on('close', () => resolve(Buffer.concat(parts)));
      const pieces = [bytes].flat();
      const next = (index: number): void => {
        const piece = pieces[index];
        if (piece) socket.write(piece, () => setImmediate(() => next(index + 1)));
      };
      socket.setNoDelay(true);
      next(0);
    });
    return received.then(replyOf);
  }

  /** What a method answers in JSON; a till reads it only after it has looked at the status. */
  async ask(
    verb: 'GET' | 'POST',
    method: string,
    parameters: Parameters = {},
    body?: unknown,
  ): Promise<Json> {
    const text = await this.say(verb, method, parameters, body);
    const answer: unknown = JSON.parse(text);
    if (typeof answer !== 'object' || answer === null) throw new Error('Ответ сервера не разбирается');
    return { ...answer };
  }

  /** A sentence for the cashier. */
  async say(
    verb: 'GET' | 'POST',
    method: string,
    parameters: Parameters = {},
    body?: unknown,
  ): Promise<string> {
    const reply = await this.call(
      verb,
      method,
      parameters,
      body === undefined ? undefined : JSON.stringify(body),
    );
    if (reply.status > 200) throw new OnecError(reply);
    return reply.text;
  }

  find(parameters: Parameters): Promise<Json> {
    return this.ask('GET', 'findclientcard', parameters);
  }
  bonuses(parameters: Parameters): Promise<Json> {
    return this.ask('GET', 'getclientbonuses', parameters);
  }
  calculate(basket: Json, verb: 'GET' | 'POST' = 'GET'): Promise<Json> {
    return this.ask(verb, 'calculatediscounts', {}, basket);
  }
  writeOff(parameters: Parameters): Promise<string> {
    return this.say('POST', 'writeoffclientbonuses', parameters);
  }
  unlock(parameters: Parameters): Promise<string> {
    return this.say('POST', 'unlockclientbonuses', parameters);
  }
}

function replyOf(raw: Buffer): OnecReply {
  const end = raw.indexOf('\r\n\r\n');
  const head = raw.toString('latin1', 0, Math.max(0, end));
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
  if (end < 0 || status === 0) throw new Error('Сервер не ответил по HTTP');
  const body = raw.subarray(end + 4);
  return {
    status,
    text: /^transfer-encoding: chunked$/im.test(head) ? unchunked(body) : body.toString('utf8'),
  };
}

function unchunked(body: Buffer): string {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length;) {
    const lineEnd = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.toString('latin1', at, lineEnd), 16);
    if (!(size > 0)) break;
    parts.push(body.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
  return Buffer.concat(parts).toString('utf8');
}
