import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { ariCall, type AriCall, type AriChannel, type TellAri } from './asterisk-call.ts';
import { silentWav } from './silent-wav.ts';

interface Account {
  readonly app: string;
  readonly user: string;
  readonly password: string;
}

export interface AsteriskAri extends AsyncDisposable {
  readonly url: string;
  /** How often an app has been connected. */
  readonly connections: number;
  readonly listening: boolean;
  /** What was asked for by REST, but the looks around. */
  readonly asked: string[];
  /** A customer calls an operator; what happens then is told as it happens. */
  incoming(from: string, extension: string): AriCall;
  /** The line to the app breaks; what happens meanwhile nobody is told. */
  drop(): void;
  record(name: string): void;
}

interface Exchange {
  readonly account: Account;
  readonly channels: Map<string, AriChannel>;
  readonly recordings: Map<string, Buffer>;
  readonly asked: string[];
  readonly line: { connections: number; socket: WebSocket | null; calls: number };
}

/** An Asterisk with its REST interface: it wants its password, and knows an app only while somebody listens. */
export async function asteriskAri(account: Account): Promise<AsteriskAri> {
  const line: Exchange['line'] = { connections: 0, socket: null, calls: 0 };
  const exchange: Exchange = { account, channels: new Map(), recordings: new Map(), asked: [], line };
  const server = createServer((request, response) => answer(exchange, request, response));
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, wire, head) => {
    if (mayListen(account, request))
      sockets.handleUpgrade(request, wire, head, (socket) => connect(line, socket));
    else wire.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has an address of this kind
  const { port } = server.address() as AddressInfo;
  const tell: TellAri = (type, at, more) =>
    line.socket?.send(JSON.stringify({ type, application: account.app, timestamp: at, ...more }));
  return {
    url: `http://127.0.0.1:${port}`,
    get connections() {
      return line.connections;
    },
    get listening() {
      return line.socket !== null;
    },
    asked: exchange.asked,
    drop: () => {
      line.socket?.terminate();
      line.socket = null;
    },
    record: (name) => void exchange.recordings.set(name, silentWav(2)),
    incoming: (from, extension) => {
      line.calls += 1;
      return ariCall({ number: line.calls, from, extension }, exchange.channels, tell);
    },
    async [Symbol.asyncDispose]() {
      line.socket?.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

function mayListen({ app, user, password }: Account, request: IncomingMessage): boolean {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://ari');
  return (
    pathname === '/ari/events' &&
    searchParams.get('api_key') === `${user}:${password}` &&
    searchParams.get('app') === app
  );
}

/** Whoever comes second takes the line from the first. */
function connect(line: Exchange['line'], socket: WebSocket): void {
  line.socket?.close();
  line.socket = socket;
  line.connections += 1;
  socket.on('close', () => {
    if (line.socket === socket) line.socket = null;
  });
}

function answer(
  { account, channels, recordings, asked, line }: Exchange,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { pathname } = new URL(request.url ?? '/', 'http://ari');
  const basic = `Basic ${Buffer.from(`${account.user}:${account.password}`).toString('base64')}`;
  const say = (status: number, said: object = {}): void =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
  if (request.headers.authorization !== basic) return say(401);
  if (pathname === `/ari/applications/${account.app}`) return say(line.socket ? 200 : 404);
  if (pathname === '/ari/channels' && request.method === 'GET') return say(200, [...channels.values()]);
  const [, name = ''] = /^\/ari\/recordings\/stored\/([^/]+)\/file$/.exec(pathname) ?? [];
  const audio = recordings.get(decodeURIComponent(name));
  if (audio) return void response.writeHead(200, { 'content-type': 'audio/x-wav' }).end(audio);
  asked.push(`${request.method} ${request.url}`);
  const [, id = '', act = ''] = /^\/ari\/channels\/([^/]+)(?:\/(\w+))?$/.exec(pathname) ?? [];
  if (!channels.has(id)) return say(404, { message: 'Channel not found' });
  // The dialplan gave its channels to no app.
  return say(act === '' ? 204 : 409);
}
