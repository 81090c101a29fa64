import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface Cut {
  /** Something that the client says. */
  readonly at: string;
  /** Whether the server hears it, and its answer alone is lost. */
  readonly heard: boolean;
}

/** Stands between a client and a server, and cuts the line at a moment that a test chooses. */
export class CuttingProxy implements AsyncDisposable {
  readonly port: number;
  readonly #server: Server;
  #next: Cut | undefined;
  #cuts = 0;

  private constructor(server: Server, to: number) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (client) => this.#join(client, connect(to, '127.0.0.1')));
  }

  static async before(to: number): Promise<CuttingProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new CuttingProxy(server, to);
  }

  /** Cuts the line, once. */
  cut(next: Cut): void {
    this.#next = next;
  }

  get cuts(): number {
    return this.#cuts;
  }

  #join(client: Socket, server: Socket): void {
    let answerLost = false;
    const end = (): void => {
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) socket.on('error', end).on('close', end);
    server.on('data', (data) => (answerLost ? end() : client.write(data)));
    client.on('data', (data) => {
      if (this.#next && data.includes(this.#next.at)) {
        answerLost = this.#next.heard;
        this.#next = undefined;
        this.#cuts += 1;
        if (!answerLost) {
          end();
          return;
        }
      }
      server.write(data);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
  }
}
