/** One end of a call, as ARI writes it. */
export interface AriChannel {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly caller: { readonly name: string; readonly number: string };
  readonly connected: { readonly name: string; readonly number: string };
  readonly dialplan: { readonly context: string; readonly exten: string; readonly priority: number };
  readonly creationtime: string;
  readonly channelvars: Readonly<Record<string, string>>;
}

export type TellAri = (type: string, at: string, more: object) => void;

export interface AriCall {
  readonly id: string;
  readonly leg: string;
  ring(): void;
  answer(): void;
  hold(): void;
  hangUp(): void;
}

interface Wanted {
  readonly number: number;
  readonly from: string;
  readonly extension: string;
}

/** A customer who calls an operator: two channels, and what Asterisk tells of them. */
export function ariCall(
  { number, from, extension }: Wanted,
  channels: Map<string, AriChannel>,
  tell: TellAri,
): AriCall {
  const [id, leg] = [`1795000000.${number * 2}`, `1795000000.${number * 2 + 1}`];
  const make = (own: string, name: string, more: Partial<AriChannel>): void =>
    void channels.set(own, {
      id: own,
      name,
      state: 'Ring',
      caller: { name: '', number: '' },
      connected: { name: '', number: '' },
      dialplan: { context: 'from-trunk', exten: '74950000001', priority: 1 },
      creationtime: ariTime(),
      channelvars: { 'CHANNEL(linkedid)': id },
      ...more,
    });
  const be = (own: string, state: string): void => {
    const before = channels.get(own);
    if (before) channels.set(own, { ...before, state });
  };
  const say = (type: string, own: string, more: object = {}): void =>
    tell(type, ariTime(), { channel: channels.get(own), ...more });
  const dial = (dialstatus: string): void =>
    tell('Dial', ariTime(), { caller: channels.get(id), peer: channels.get(leg), dialstatus });
  return {
    id,
    leg,
    ring: () => {
      make(id, 'PJSIP/trunk-00000001', { caller: { name: '', number: from } });
      say('ChannelCreated', id);
      make(leg, `PJSIP/${extension}-00000002`, {
        state: 'Ringing',
        caller: { name: '', number: extension },
        connected: { name: '', number: from },
        dialplan: { context: 'from-internal', exten: '', priority: 1 },
      });
      say('ChannelCreated', leg);
      dial('');
      say('ChannelStateChange', leg);
    },
    answer: () => {
      be(id, 'Up');
      be(leg, 'Up');
      say('ChannelStateChange', leg);
      dial('ANSWER');
    },
    hold: () => say('ChannelHold', leg, { musicclass: 'default' }),
    hangUp: () => {
      for (const one of [leg, id]) {
        say('ChannelDestroyed', one, { cause: 16, cause_txt: 'Normal Clearing' });
        channels.delete(one);
      }
    },
  };
}

const ariTime = (): string => new Date().toISOString().replace('Z', '+0000');
