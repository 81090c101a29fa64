import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What can go wrong between a gateway and us, whatever the gateway thinks of the request. */
export type Fault =
  /** Nothing, this time. */
  | 'none'
  /** The line breaks before the gateway has understood anything. */
  | 'drop-before'
  /** The gateway does what it was asked to, and the line breaks before its answer. */
  | 'drop-after'
  /** It does what it was asked to and says nothing. */
  | 'silent'
  /** It does what it was asked to, and the line breaks in the middle of its answer. */
  | 'half-written'
  /** It does what it was asked to, and its answer is in Windows-1251, whatever it says of itself. */
  | 'windows-1251'
  /** Something in front of it answers instead. */
  | {
      readonly status: number;
      readonly body: string;
      readonly type?: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

export interface Asked {
  readonly method: string;
  readonly path: string;
  /** Of the address, and of a body that is a form. */
  readonly fields: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export interface Reply {
  readonly status?: number;
  readonly body: string | Buffer;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

export interface HttpGateway extends AsyncDisposable {
  readonly url: string;
  /** The next requests meet these, in their order. */
  readonly faults: Fault[];
}

/**
 * Serves HTTP on a port of this machine, a free one unless it is said, and misbehaves when told to.
 * @param clock epoch milliseconds: what time its answers say it is
 */
export async function httpGateway(
  answer: (asked: Asked) => Reply | Promise<Reply>,
  at = 0,
  clock: () => number = Date.now,
): Promise<HttpGateway> {
  const faults: Fault[] = [];
  const server = createServer((request, response) => {
    response.setHeader('date', new Date(clock()).toUTCString());
    void respond(request, response, { answer, fault: faults.shift() });
  });
  await new Promise<void>((resolve) => {
    server.listen(at, '127.0.0.1', resolve);
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has an address of this kind
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    faults,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  { answer, fault }: { answer: (asked: Asked) => Reply | Promise<Reply>; fault: Fault | undefined },
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  if (fault === 'drop-before') return void request.socket.destroy();
  if (typeof fault === 'object') {
    const { status, body, type, headers } = fault;
    return void response.writeHead(status, { ...(type && { 'content-type': type }), ...headers }).end(body);
  }
  const body = Buffer.concat(chunks);
  const url = new URL(request.url ?? '/', 'http://gateway');
  const fields = new URLSearchParams(url.search);
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true)
    for (const [name, value] of new URLSearchParams(body.toString('utf8'))) fields.append(name, value);
  const reply = await answer({
    method: request.method ?? 'GET',
    path: url.pathname,
    fields,
    headers: request.headers,
    body,
  });
  if (fault === 'drop-after') return void request.socket.destroy();
  if (fault === 'silent') return;
  const said = fault === 'windows-1251' ? inWindows1251(String(reply.body)) : Buffer.from(reply.body);
  response.writeHead(reply.status ?? 200, headersOf(reply, said.length));
  if (fault !== 'half-written') return void response.end(said);
  response.write(said.subarray(0, Math.floor(said.length / 2)), () => request.socket.destroy());
}

const headersOf = ({ status, type, headers = {} }: Reply, length: number): OutgoingHttpHeaders => ({
  'content-type': type ?? 'application/json',
  ...(status !== 204 && { 'content-length': length }),
  ...Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  ),
});

/** What of it is not Russian or ASCII becomes a question mark, as there. */
const inWindows1251 = (text: string): Buffer =>
  Buffer.from(
    Array.from(text, (letter) => {
      const code = letter.codePointAt(0) ?? 0;
      if (code < 0x80) return code;
      if (code >= 0x410 && code <= 0x44f) return code - 0x350;
      return { Ё: 0xa8, ё: 0xb8, '«': 0xab, '»': 0xbb, '—': 0x97, '№': 0xb9 }[letter] ?? 0x3f;
    }),
  );

/** A phone as gateways take it: digits of a possible number. */
export const isPhone = (digits: string): boolean => /^7\d{10}$/.test(digits);
