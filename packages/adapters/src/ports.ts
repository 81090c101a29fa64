/** How a message can reach a person. By `flashcall` a phone rings, and the end of the caller's number is the code. */
export const channelKinds = ['sms', 'flashcall', 'email', 'push'] as const;
export type ChannelKind = (typeof channelKinds)[number];

/** One message to one address, ready to go: text and language are decided. */
export interface ChannelMessage {
  /** The same however often it is given; a gateway that knows ids can drop the second. */
  readonly messageId: string;
  /** What it is for, such as `confirm-spend`: gateways charge and route codes differently from news. */
  readonly purpose: string;
  /** Where the channel delivers to: a phone in E.164, an e-mail address, a push subscription as JSON. */
  readonly address: string;
  /** The subject of an e-mail, the first line of a push; an SMS has none. */
  readonly title: string | null;
  readonly text: string;
  /** Where it leads when it is opened. */
  readonly url: string | null;
  /** Where more of the kind can be stopped without signing in; a code has none. */
  readonly unsubscribeUrl: string | null;
  /** The one-time code that it says, for channels that ring instead of writing; null: it says none, or the gateway chooses. */
  readonly code: string | null;
  /** It was given before, and nobody knows whether it was taken. */
  readonly again: boolean;
}

/** What became of it. */
export type Delivery =
  /** The gateway has it. */
  | {
      readonly state: 'taken';
      /** What the gateway calls it, a part each, as its receipts will say. None: there will be no receipts. */
      readonly gatewayIds?: readonly string[];
      /** The code that the gateway chose. */
      readonly code?: string;
      /** In millionths of the currency. */
      readonly costMicros?: number;
    }
  /** It never will: a wrong number, a blocked sender. A short stable word, never the address or the text. */
  | {
      readonly state: 'refused';
      readonly because: string;
      /** There is nobody at this address any more. */ readonly gone?: true;
    }
  /** Surely not taken, but it may be later: the gateway is away or at its limit. It is given again. */
  | { readonly state: 'later'; readonly because: string }
  /** Nobody knows: the line broke before the answer. */
  | { readonly state: 'unsure'; readonly because: string };

/** What a gateway says later of what it took. */
export interface Receipt {
  readonly gatewayId: string;
  /** The words between, such as "on its way", are not told. */
  readonly state: 'delivered' | 'undelivered';
}

/** Keeps a receipt; once it has returned, the gateway may forget it. */
export type TakeReceipt = (receipt: Receipt) => Promise<void>;

/**
 * Carries messages to people: an SMS gateway, an e-mail server. An exception counts as `unsure`, since the line may have broken
 * after the gateway took it.
 */
export interface Channel {
  /** Who it is behind the channel: `smpp`, `ucaller` and the like. */
  readonly provider: string;
  /** Whether it says the code it is given, or chooses one and tells us. */
  readonly codes: 'ours' | 'theirs';
  /** The gateway knows a message that it is given twice by its id: an unsure one can be given again. */
  readonly knowsRepetitions: boolean;
  send(message: ChannelMessage): Promise<Delivery>;
  /** For gateways that tell receipts over a line that we hold. */
  listen?(take: TakeReceipt): void;
  close?(): Promise<void>;
}

/** What a telephony system tells of a call, in one language for all of them. It may come in any order and more than once. */
export interface CallNews {
  /** What the system calls the call: the same for everything that is told of it. */
  readonly externalCallId: string;
  readonly event: 'started' | 'answered' | 'held' | 'ended' | 'recording-ready';
  /** In epoch milliseconds. */
  readonly at: number;
  /** The part of the call that this is about: it rings here, then there. Absent: about the call as a whole. */
  readonly leg?: string;
  /** Of two that are told of one leg the greater is the later; absent: the time says so. */
  readonly order?: number;
  readonly direction?: 'in' | 'out';
  /** The phone of whoever is not staff, in E.164; null: withheld; absent: this does not say. */
  readonly clientPhone?: string | null;
  /** The number of the chain that was called, or is called from. */
  readonly line?: string;
  /** The telephone of an operator. */
  readonly extension?: string;
  /** How long they talked; 0: nobody answered. */
  readonly talkSeconds?: number;
  /** By what a recording is fetched. */
  readonly recordRef?: string;
}

/** Keeps news; once it has returned, the system may forget them. */
export type TakeCallNews = (news: readonly CallNews[]) => Promise<void>;

/** What an operator wants of a telephony system. */
export type CallCommand =
  | { readonly act: 'call-back'; readonly extension: string; readonly phone: string }
  | {
      readonly act: 'hang-up' | 'hold' | 'resume';
      readonly externalCallId: string;
      readonly leg: string | null;
    }
  | {
      readonly act: 'transfer';
      readonly externalCallId: string;
      readonly leg: string | null;
      readonly extension: string;
      readonly to: string;
    };

/** What became of it: a short stable word says why not, never a number or a name. */
export type Commanded =
  | { readonly state: 'done' }
  | { readonly state: 'refused' | 'away'; readonly because: string };

/** A recording that is being fetched. */
export type Fetched =
  | { readonly state: 'got'; readonly body: ReadableStream<Uint8Array> }
  /** Not there yet, or the system is away: it is asked for again. */
  | { readonly state: 'later'; readonly because: string };

/** A telephone exchange. */
export interface Telephony {
  /** Who it is: `mango`, `asterisk` and the like. */
  readonly provider: string;
  /** What it can be told to do. */
  readonly can: readonly CallCommand['act'][];
  command(command: CallCommand): Promise<Commanded>;
  /** Each time by a link of its own: a link may be good for once. */
  fetchRecording(recordRef: string): Promise<Fetched>;
  /** For exchanges that tell news over a line that we hold. */
  listen?(take: TakeCallNews): void;
  close?(): Promise<void>;
}

/** Bytes from the first to the last, both included, as HTTP counts them. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** Where recordings are kept. Names are made by us and tell of nobody. */
export interface RecordingStore {
  /** Takes over a file that is complete. */
  put(
    name: string,
    file: { readonly path: string; readonly type: string; readonly sha256: string },
  ): Promise<void>;
  /** null: it is not there. */
  read(name: string, range: ByteRange): Promise<ReadableStream<Uint8Array> | null>;
  /** Whether it was there or not. */
  remove(name: string): Promise<void>;
}

/** Where events are told to other systems of the chain. */
export interface WebhookPost {
  /** Never throws: every end of a delivery is an answer. */
  readonly post: (message: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  }) => Promise<WebhookAnswer>;
}
export interface WebhookAnswer {
  /** Of HTTP; null: there was no answer. */
  readonly status: number | null;
  /** A short word of why it does not count as delivered; null: it does. */
  readonly because: string | null;
}
