import { connect, type Socket } from 'node:net';

export interface Response {
  readonly status: number;
  readonly body: Buffer;
}

/**
 * One kept-alive connection of a till, one request at a time. Not `fetch`: that would take as much of the machine as the
 * server that is measured.
 */
export class TillConnection {
  readonly #socket: Socket;
  #received: Buffer[] = [];
  #length = 0;
  #whole = -1;
  #body = 0;
  #done: ((response: Response) => void) | null = null;
  #failed: ((error: Error) => void) | null = null;
  #ended: Error | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#take(chunk));
    const fail = (error?: Error): void => {
      this.#ended ??= error ?? new Error('the server hung up');
      this.#failed?.(this.#ended);
    };
    socket.on('error', fail);
    socket.on('close', () => fail());
  }

  static open(port: number): Promise<TillConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new TillConnection(socket)));
      socket.once('error', reject);
    });
  }

  post(path: string, secret: string, body: string): Promise<Response> {
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(this.#ended);
      this.#done = resolve;
      this.#failed = reject;
      this.#socket.write(
        `POST ${path} HTTP/1.1\r\nhost: till\r\nauthorization: Bearer ${secret}\r\ncontent-type: application/json\r\n` +
          `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    });
  }

  close(): void {
    this.#failed = null;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received.push(chunk);
    this.#length += chunk.length;
    if (this.#whole < 0) this.#readHead();
    if (this.#whole < 0 || this.#length < this.#whole) return;
    const all = Buffer.concat(this.#received);
    const response = { status: Number(all.toString('latin1', 9, 12)), body: all.subarray(this.#body) };
    this.#received = [];
    this.#length = 0;
    this.#whole = -1;
    const done = this.#done;
    this.#done = null;
    this.#failed = null;
    done?.(response);
  }

  #readHead(): void {
    const head = Buffer.concat(this.#received);
    this.#received = [head];
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = /content-length: (\d+)/i.exec(head.toString('latin1', 0, end));
    if (!length) throw new Error('an answer without a length');
    this.#body = end + 4;
    this.#whole = this.#body + Number(length[1]);
  }
}
