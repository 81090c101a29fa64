import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import smpp, { type Pdu, type Session } from 'smpp';

/** A part of a message, as the phone gets it. */
interface Part {
  readonly id: string;
  readonly to: string;
  readonly text: string;
  /** Reference, total and number of a long text. */
  readonly udh: readonly number[] | null;
  readonly coding: number;
  readonly validity: boolean;
}

/** What the next submissions meet, in their order. */
export type SmppFault =
  /** A status that it refuses with. */
  | number
  /** It takes the part and the line breaks before it says so. */
  | 'drop-after'
  | 'drop-before'
  | 'silent'
  /** The receipt comes before the answer. */
  | 'early-receipt';

export interface SmppCenter extends AsyncDisposable {
  readonly port: number;
  readonly parts: Part[];
  readonly faults: SmppFault[];
  readonly binds: number;
  readonly enquiries: number;
  /** Tells a receipt as centres do, with the id as a decimal number; the status with which it was taken. */
  receipt(id: string, stat: string, options?: { tlv?: boolean }): Promise<number>;
  /** Breaks every line. */
  drop(): void;
}

interface State {
  readonly parts: Part[];
  readonly faults: SmppFault[];
  readonly sessions: Set<Session>;
  next: number;
  binds: number;
  enquiries: number;
}

/** A centre for short messages over SMPP 3.4. Its ids are hexadecimal in answers and decimal in receipts, as some have them. */
export async function smppCenter(account: { systemId: string; password: string }): Promise<SmppCenter> {
  const state: State = {
    parts: [],
    faults: [],
    sessions: new Set(),
    next: 0xab_c0de,
    binds: 0,
    enquiries: 0,
  };
  const server = smpp.createServer((session) => {
    session.on('error', () => {});
    session.on('close', () => state.sessions.delete(session));
    session.on('bind_transceiver', (pdu) => bind(state, session, { pdu, account }));
    session.on('enquire_link', (pdu) => {
      state.enquiries += 1;
      session.send(pdu.response());
    });
    session.on('unbind', (pdu) => {
      session.send(pdu.response());
      session.close();
    });
    session.on('submit_sm', (pdu) => void submit(state, session, pdu));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has an address of this kind
  const { port } = server.address() as AddressInfo;
  const drop = (): void => state.sessions.forEach((session) => session.destroy());
  return {
    port,
    parts: state.parts,
    faults: state.faults,
    get binds() {
      return state.binds;
    },
    get enquiries() {
      return state.enquiries;
    },
    receipt: (id, stat, options) => tell(state, { id, stat, tlv: options?.tlv === true }),
    drop,
    async [Symbol.asyncDispose]() {
      server.close();
      drop();
      await once(server, 'close');
    },
  };
}

function bind(
  state: State,
  session: Session,
  { pdu, account }: { pdu: Pdu; account: { systemId: string; password: string } },
): void {
  const status =
    pdu.system_id !== account.systemId
      ? smpp.ESME_RINVSYSID
      : pdu.password === account.password
        ? 0
        : smpp.ESME_RINVPASWD;
  session.send(pdu.response({ command_status: status, system_id: 'center' }));
  if (status !== 0) return session.close();
  state.binds += 1;
  state.sessions.add(session);
}

async function submit(state: State, session: Session, pdu: Pdu): Promise<void> {
  if (!state.sessions.has(session)) return void session.send(pdu.response({ command_status: 4 }));
  const fault = state.faults.shift();
  if (fault === 'drop-before') return session.destroy();
  if (typeof fault === 'number') return void session.send(pdu.response({ command_status: fault }));
  const wrong = wrongWith(pdu);
  if (wrong !== 0) return void session.send(pdu.response({ command_status: wrong }));
  const id = (state.next++).toString(16).toUpperCase().padStart(8, '0');
  const { udh, message } = pdu.short_message ?? { message: '' };
  state.parts.push({
    id,
    to: pdu.destination_addr ?? '',
    text: message,
    udh: udh?.[0] ? [...udh[0].subarray(2)] : null,
    coding: pdu.data_coding ?? 0,
    validity: Boolean(pdu.validity_period),
  });
  if (fault === 'drop-after') return session.destroy();
  if (fault === 'silent') return;
  if (fault === 'early-receipt') await tell(state, { id, stat: 'DELIVRD', tlv: false });
  session.send(pdu.response({ message_id: id }));
}

/** What a centre checks before it takes a part. */
function wrongWith(pdu: Pdu): number {
  if (pdu.dest_addr_ton !== 1 || pdu.dest_addr_npi !== 1 || !/^7\d{10}$/.test(pdu.destination_addr ?? ''))
    return smpp.ESME_RINVDSTADR;
  if (pdu.source_addr_ton !== 5 || (pdu.source_addr ?? '').length > 11) return smpp.ESME_RINVSRCADR;
  if (pdu.registered_delivery !== 1) return smpp.ESME_RINVREGDLVFLG;
  const { udh, message } = pdu.short_message ?? { message: '' };
  const most = pdu.data_coding === 8 ? (udh ? 67 : 70) : udh ? 153 : 160;
  const length = pdu.data_coding === 8 ? message.length : septets(message);
  return length > most || length === 0 ? smpp.ESME_RINVMSGLEN : 0;
}

const septets = (text: string): number =>
  Array.from(text).reduce((sum, letter) => sum + (/[\f^{}\\[~\]|€]/.test(letter) ? 2 : 1), 0);

/** Over any line that is open, as centres do; the status with which it was taken. */
async function tell(
  { sessions }: State,
  { id, stat, tlv }: { id: string; stat: string; tlv: boolean },
): Promise<number> {
  const [session] = sessions;
  if (!session) return -1;
  const text = `id:${Number.parseInt(id, 16)} sub:001 dlvrd:001 submit date:2611221200 done date:2611221201 stat:${stat} err:000 text:...`;
  return new Promise((resolve) => {
    session.deliver_sm(
      {
        esm_class: 4,
        source_addr: '79160000001',
        destination_addr: 'BONUM',
        short_message: text,
        ...(tlv && { receipted_message_id: id, message_state: stat === 'DELIVRD' ? 2 : 5 }),
      },
      (answer) => resolve(answer.command_status),
    );
  });
}
