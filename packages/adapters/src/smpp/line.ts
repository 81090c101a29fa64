import { setTimeout as pause } from 'node:timers/promises';
import smpp, { type Pdu, type Session } from 'smpp';

export interface SmppAccount {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly systemId: string;
  readonly password: string;
  readonly systemType?: string;
}

/** What came of a request over the line. */
export type Response =
  | { readonly state: 'answered'; readonly pdu: Pdu }
  /** It was never sent. */
  | { readonly state: 'not-sent'; readonly because: string }
  /** It was, and the line broke or nothing came back. */
  | { readonly state: 'unsure' };

const BIND_MS = 4000;
const ANSWER_MS = 6000;
const ENQUIRE_MS = 30_000;
const RESTS_MS = [500, 1000, 2000, 5000, 15_000, 30_000] as const;

interface Bound {
  readonly session: Session;
  /** Settled when the line breaks. */
  readonly broken: Promise<void>;
}

/**
 * A line to a centre, bound both ways. It is opened when it is first needed, kept alive by `enquire_link`, and opened again when it
 * breaks, at longer and longer intervals while the centre does not want it.
 */
export class Line {
  readonly #account: SmppAccount;
  readonly #deliver: (pdu: Pdu) => Promise<boolean>;
  readonly #closed = new AbortController();
  #bound: Promise<Bound | string> | null = null;
  #failures = 0;

  constructor(account: SmppAccount, deliver: (pdu: Pdu) => Promise<boolean>) {
    this.#account = account;
    this.#deliver = deliver;
  }

  /** Opens the line, and holds it open from then on. */
  open(): void {
    void this.#keep();
  }

  /** Sends one part of a message. */
  async submit(fields: object): Promise<Response> {
    const bound = await this.#get();
    if (typeof bound === 'string') return { state: 'not-sent', because: bound };
    return ask(bound, 'submit_sm', fields);
  }

  async close(): Promise<void> {
    this.#closed.abort();
    const bound = await this.#bound;
    if (bound === null || typeof bound === 'string') return;
    await ask(bound, 'unbind', {});
    bound.session.destroy();
  }

  #get(): Promise<Bound | string> {
    if (this.#closed.signal.aborted) return Promise.resolve('closed');
    this.#bound ??= this.#bind();
    return this.#bound;
  }

  async #keep(): Promise<void> {
    while (!this.#closed.signal.aborted) {
      const bound = await this.#get();
      if (typeof bound !== 'string') await bound.broken;
      const rest = RESTS_MS[Math.min(this.#failures, RESTS_MS.length - 1)] ?? 500;
      await pause(rest, undefined, { signal: this.#closed.signal, ref: false }).catch(() => {});
    }
  }

  async #bind(): Promise<Bound | string> {
    const { host, port, tls, systemId, password, systemType } = this.#account;
    const session = smpp.connect({ host, port, tls });
    const broken = new Promise<void>((resolve) => {
      session.on('close', resolve);
      // Whatever is wrong with a line, it is not used any more.
      session.on('error', () => session.destroy());
    });
    session.on('close', () => {
      this.#bound = null;
    });
    session.on('enquire_link', (pdu) => session.send(pdu.response()));
    session.on('deliver_sm', (pdu) => void this.#take(session, pdu));
    const opened = new Promise<void>((resolve) => {
      session.on(tls ? 'secureConnect' : 'connect', resolve);
    });
    const came = await within(BIND_MS, Promise.race([opened.then(() => true), broken.then(() => false)]));
    const login = { system_id: systemId, password, system_type: systemType ?? '', interface_version: 0x34 };
    const answer = came === true ? await ask({ session, broken }, 'bind_transceiver', login) : null;
    if (answer?.state === 'answered' && answer.pdu.command_status === 0) {
      this.#failures = 0;
      keepAlive({ session, broken });
      return { session, broken };
    }
    this.#failures += 1;
    session.destroy();
    return answer?.state === 'answered' ? `bind-${answer.pdu.command_status}` : 'away';
  }

  async #take(session: Session, pdu: Pdu): Promise<void> {
    const taken = await this.#deliver(pdu).catch(() => false);
    // What could not be kept is told again later.
    session.send(pdu.response({ command_status: taken ? 0 : smpp.ESME_RX_T_APPN }));
  }
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T | null> {
  const done = new AbortController();
  const late = pause(ms, null, { signal: done.signal, ref: false }).catch(() => null);
  const first = await Promise.race([promise, late]);
  done.abort();
  return first;
}

async function ask(
  { session, broken }: Bound,
  command: 'submit_sm' | 'bind_transceiver' | 'enquire_link' | 'unbind',
  fields: object,
): Promise<Response> {
  let sent = false;
  const answered = new Promise<Response>((resolve) => {
    sent = session[command](fields, (pdu) => resolve({ state: 'answered', pdu }));
  });
  if (!sent) return { state: 'not-sent', because: 'away' };
  const lost = broken.then((): Response => ({ state: 'unsure' }));
  return (await within(ANSWER_MS, Promise.race([answered, lost]))) ?? { state: 'unsure' };
}

/** A line on which a question stays without answer is dead, whatever the system says. */
function keepAlive(bound: Bound): void {
  const enquire = async (): Promise<void> => {
    const { state } = await ask(bound, 'enquire_link', {});
    if (state !== 'answered') bound.session.destroy();
  };
  const timer = setInterval(() => void enquire(), ENQUIRE_MS);
  timer.unref();
  void bound.broken.then(() => clearInterval(timer));
}
