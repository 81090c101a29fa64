import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What can go wrong between a gateway and us, whatever the gateway thinks of the request. */
export type Fault =
  /** The line breaks before the gateway has understood anything. */
  | 'drop-before'
  /** The gateway does what it was asked to, and the line breaks before its answer. */
  | 'drop-after'
  /** It does what it was asked to and says nothing. */
  | 'silent'
  /** Something in front of it answers instead. */
  | { readonly status: number; readonly body: string };

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
  readonly headers?: Readonly<Record<string, string>>;
}

export interface HttpGateway extends AsyncDisposable {
  readonly url: string;
  /** The next requests meet these, in their order. */
  readonly faults: Fault[];
}

/** Serves HTTP on a free port of this machine, and misbehaves when told to. */
export async function httpGateway(answer: (asked: Asked) => Reply): Promise<HttpGateway> {
  const faults: Fault[] = [];
  const server = createServer((request, response) => {
    void respond(request, response, { answer, fault: faults.shift() });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
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
  { answer, fault }: { answer: (asked: Asked) => Reply; fault: Fault | undefined },
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  if (fault === 'drop-before') return void request.socket.destroy();
  if (typeof fault === 'object') return void response.writeHead(fault.status).end(fault.body);
  const body = Buffer.concat(chunks);
  const url = new URL(request.url ?? '/', 'http://gateway');
  const fields = new URLSearchParams(url.search);
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true)
    for (const [name, value] of new URLSearchParams(body.toString('utf8'))) fields.append(name, value);
  const reply = answer({
    method: request.method ?? 'GET',
    path: url.pathname,
    fields,
    headers: request.headers,
    body,
  });
  if (fault === 'drop-after') return void request.socket.destroy();
  if (fault === 'silent') return;
  response
    .writeHead(reply.status ?? 200, { 'content-type': reply.type ?? 'application/json', ...reply.headers })
    .end(reply.body);
}

/** A phone as gateways take it: digits of a possible number. */
export const isPhone = (digits: string): boolean => /^7\d{10}$/.test(digits);
