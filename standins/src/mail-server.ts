import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body, as they came over the line. */
  readonly raw: string;
}

export interface MailServer extends AsyncDisposable {
  readonly port: number;
  readonly received: ReceivedMail[];
  /** What the next recipients are answered: a code of SMTP, or the line is dropped as the text comes in. */
  readonly faults: (number | 'drop')[];
}

/** A mail server that wants a login and knows nobody outside of example.org. */
export async function mailServer(account: { user: string; password: string }): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const faults: (number | 'drop')[] = [];
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    onAuth({ username, password }, _session, done) {
      if (username === account.user && password === account.password) return done(null, { user: username });
      return done(Object.assign(new Error('wrong login'), { responseCode: 535 }));
    },
    onRcptTo({ address }, _session, done) {
      const [fault] = faults;
      if (typeof fault === 'number') {
        faults.shift();
        return done(Object.assign(new Error('not now'), { responseCode: fault }));
      }
      if (address.endsWith('@example.org')) return done();
      return done(Object.assign(new Error('no such user'), { responseCode: 550 }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('utf8'),
        });
        // It has the mail, and its answer is lost.
        if (faults.shift() === 'drop') return sockets.forEach((socket) => socket.destroy());
        return done();
      });
    },
  });
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has an address of this kind
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    received,
    faults,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}
