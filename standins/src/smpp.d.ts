/** As much of `smpp` as is used here; it brings no types. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events';
  import type { Server } from 'node:net';

  export interface Pdu {
    readonly command: string;
    readonly command_status: number;
    readonly system_id?: string;
    readonly password?: string;
    readonly message_id?: string;
    readonly source_addr_ton?: number;
    readonly source_addr?: string;
    readonly dest_addr_ton?: number;
    readonly dest_addr_npi?: number;
    readonly destination_addr?: string;
    readonly esm_class?: number;
    readonly registered_delivery?: number;
    readonly data_coding?: number;
    readonly validity_period?: unknown;
    readonly short_message?: { readonly message: string; readonly udh?: readonly Buffer[] };
    readonly receipted_message_id?: string;
    readonly message_state?: number;
    response(fields?: object): Pdu;
  }

  type Answered = (pdu: Pdu) => void;

  export interface Session extends EventEmitter {
    on(event: 'close' | 'connect' | 'secureConnect', listener: () => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    on(
      event: 'pdu' | 'bind_transceiver' | 'submit_sm' | 'deliver_sm' | 'enquire_link' | 'unbind',
      listener: (pdu: Pdu) => void,
    ): this;
    send(pdu: Pdu): boolean;
    bind_transceiver(fields: object, answered: Answered): boolean;
    submit_sm(fields: object, answered: Answered): boolean;
    deliver_sm(fields: object, answered: Answered): boolean;
    enquire_link(fields: object, answered: Answered): boolean;
    unbind(fields: object, answered: Answered): boolean;
    close(): void;
    destroy(): void;
  }

  const smpp: {
    connect(options: { host: string; port: number; tls?: boolean }): Session;
    createServer(listener: (session: Session) => void): Server;
    readonly encodings: { readonly ASCII: { match(text: string): boolean; encode(text: string): Buffer } };
    readonly ESME_RSYSERR: number;
    readonly ESME_RMSGQFUL: number;
    readonly ESME_RTHROTTLED: number;
    readonly ESME_RINVDSTADR: number;
    readonly ESME_RINVSRCADR: number;
    readonly ESME_RINVMSGLEN: number;
    readonly ESME_RINVREGDLVFLG: number;
    readonly ESME_RINVSYSID: number;
    readonly ESME_RINVPASWD: number;
    readonly ESME_RX_T_APPN: number;
  };
  export default smpp;
}
