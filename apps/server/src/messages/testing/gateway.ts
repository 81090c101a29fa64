import type { Channel, ChannelMessage, Delivery } from '@bonum/adapters/ports';

/** A channel that remembers what it was given, and answers as it is told. */
export interface Gateway {
  readonly given: ChannelMessage[];
  readonly channel: Channel;
}

export function gateway(
  answer: (message: ChannelMessage) => Promise<Delivery> = async () => ({ state: 'taken' }),
  rest: Partial<Channel> = {},
): Gateway {
  const given: ChannelMessage[] = [];
  const channel: Channel = {
    provider: 'test',
    codes: 'ours',
    knowsRepetitions: false,
    send: (message) => {
      given.push(message);
      return answer(message);
    },
    ...rest,
  };
  return { given, channel };
}
