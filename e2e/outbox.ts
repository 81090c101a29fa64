import { setTimeout as pause } from 'node:timers/promises';
import type { Channel, ChannelKind, ChannelMessage, Delivery } from '@bonum/adapters/ports';
import type { Channels } from '../apps/server/src/messages/deliver-messages.ts';

interface Sent extends ChannelMessage {
  readonly kind: ChannelKind;
}

/** The phones and letter boxes of a journey: whatever the worker sends arrives here at once. */
export class Outbox {
  readonly sent: Sent[] = [];
  /** How a kind of channel answers, where it does not simply take what it is given. */
  readonly answers: Partial<Record<ChannelKind, (message: ChannelMessage) => Delivery>> = {};
  readonly channels: Channels;

  constructor(kinds: readonly ChannelKind[]) {
    this.channels = Object.fromEntries(kinds.map((kind) => [kind, this.#channel(kind)]));
  }

  #channel(kind: ChannelKind): Channel {
    return {
      provider: 'journey',
      codes: 'ours',
      knowsRepetitions: true,
      send: async (message) => {
        const answer = this.answers[kind]?.(message) ?? ({ state: 'taken' } as const);
        if (answer.state === 'taken') this.sent.push({ ...message, kind });
        return answer;
      },
    };
  }

  /** How many codes have come to an address; said to `codeTo`, it waits for what comes after. */
  codesTo(address: string): number {
    return this.#codes(address).length;
  }

  /** The code that came to a phone or an e-mail address last, whatever else is sent there; waits for it. */
  async codeTo(address: string, after = 0): Promise<string> {
    for (;;) {
      const codes = this.#codes(address);
      const last = codes.length > after ? codes.at(-1) : undefined;
      if (last !== undefined) return last;
      await pause(30);
    }
  }

  #codes(address: string): string[] {
    return this.sent.flatMap((message) => (message.address === address ? (message.code ?? []) : []));
  }
}
