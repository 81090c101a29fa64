/** One message to one address, ready to go: text and language are decided. */
export interface ChannelMessage {
  /** The same however often it is given; a gateway that knows ids can drop the second. */
  readonly messageId: string;
  /** How it goes: `sms` and the like. */
  readonly channel: string;
  /** What it is for, such as `confirm-spend`: gateways charge and route codes differently from news. */
  readonly purpose: string;
  /** Where the channel delivers to: a phone in E.164, an e-mail address. */
  readonly address: string;
  readonly body: string;
}

/** What became of it. */
export type Delivery =
  /** The gateway has it. */
  | { readonly state: 'taken' }
  /** It never will: a wrong number, a blocked sender. A short stable word, never the address or the text. */
  | { readonly state: 'refused'; readonly because: string }
  /** Not now: the gateway is away or at its limit. It is given again later. */
  | { readonly state: 'later' };

/**
 * Carries messages to people: an SMS gateway, an e-mail server. It is given each message at least once, so one may come
 * twice, after a crash between the gateway's answer and our note of it. An exception counts as `later`.
 */
export interface Channel {
  /**
   * Set where a developer reads in our table what was sent, since nobody else gets it. From every other channel's messages
   * one-time codes are wiped as soon as they are delivered or given up.
   */
  readonly codesStayReadable?: true;
  send(message: ChannelMessage): Promise<Delivery>;
}
