import { zipSync } from 'fflate';

interface Settings {
  /** As it is typed into 1C as the address of a site. */
  readonly address: string;
  readonly user: string;
  readonly password: string;
}

/** What 1C writes to its log when a site says no. */
export class ExchangeError extends Error {
  override name = 'ExchangeError';
}

export interface Files {
  /** In the order in which they are to be read. */
  readonly files: Readonly<Record<string, Buffer>>;
  /** Cut into so much, whatever the site allows; never more than that. */
  readonly partBytes?: number;
  /** Sends them as they are even if the site takes archives. */
  readonly plain?: boolean;
  /** Its own last step, of newer versions. */
  readonly deactivate?: boolean;
}

/**
 * 1C as it gives its goods away to a site: it shows its password once, has a cookie from then on, asks how large a part may be, sends
 * its files in such parts and asks for each file to be read, again and again while it is told that this goes on.
 */
export class OnecExchange {
  readonly #settings: Settings;
  #cookie = '';

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** A whole exchange. @returns what the site said of each file @throws ExchangeError */
  async give({ files, partBytes, plain = false, deactivate = false }: Files): Promise<string[]> {
    await this.checkAuth();
    const { zip, limit } = await this.init();
    const size = Math.min(partBytes ?? limit, limit);
    const sent = zip && !plain ? { 'v8_4F2A_1c.zip': archiveOf(files) } : files;
    for (const [name, bytes] of Object.entries(sent))
      for (let at = 0; at < bytes.length; at += size)
        await this.sendPart(name, bytes.subarray(at, at + size));
    const said: string[] = [];
    for (const name of Object.keys(files).filter((one) => one.endsWith('.xml')))
      said.push(await this.read(name));
    if (deactivate) said.push(await this.untilDone({ mode: 'deactivate' }));
    if (deactivate) await this.say({ mode: 'complete' });
    return said;
  }

  async checkAuth(): Promise<void> {
    const { user, password } = this.#settings;
    const credentials = Buffer.from(`${user}:${password}`, 'utf8').toString('base64');
    const [, name, value] = (
      await this.say({ mode: 'checkauth', headers: { authorization: `Basic ${credentials}` } })
    ).split('\n');
    if (!name || !value) throw new ExchangeError('Сайт не назвал cookie');
    this.#cookie = `${name}=${value}`;
  }

  async init(): Promise<{ zip: boolean; limit: number }> {
    const answer = await this.ask({ mode: 'init' });
    const zip = /^zip=(yes|no)$/m.exec(answer)?.[1];
    const limit = Number(/^file_limit=(\d+)$/m.exec(answer)?.[1]);
    if (zip === undefined || !(limit > 0)) throw new ExchangeError(answer);
    return { zip: zip === 'yes', limit };
  }

  sendPart(name: string, bytes: Buffer): Promise<string> {
    return this.say({ mode: 'file', file: name, body: bytes });
  }

  /** Asks for a file to be read until it is. */
  read(name: string): Promise<string> {
    return this.untilDone({ mode: 'import', file: name });
  }

  async untilDone(step: Step): Promise<string> {
    for (;;) {
      const answer = await this.ask(step);
      if (!answer.startsWith('progress')) return successOf(answer);
    }
  }

  async say(step: Step): Promise<string> {
    return successOf(await this.ask(step));
  }

  async ask({ mode, file = '', headers = {}, body }: Step): Promise<string> {
    const name = file === '' ? '' : `&filename=${file}`;
    const response = await fetch(`${this.#settings.address}?type=catalog&mode=${mode}${name}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        'user-agent': '1C+Enterprise/8.3',
        ...(this.#cookie !== '' && { cookie: this.#cookie }),
        ...(body && { 'content-type': 'application/octet-stream' }),
        ...headers,
      },
      ...(body && { body: new Uint8Array(body) }),
    });
    return response.text();
  }
}

interface Step {
  readonly mode: string;
  readonly file?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Absent: it is a GET. */
  readonly body?: Buffer;
}

function successOf(answer: string): string {
  if (answer.startsWith('success')) return answer;
  throw new ExchangeError(answer.replace(/^failure\n/, ''));
}

/** A zip of files by their names. */
export const archiveOf = (files: Readonly<Record<string, Buffer>>): Buffer =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, new Uint8Array(bytes)]))),
  );
