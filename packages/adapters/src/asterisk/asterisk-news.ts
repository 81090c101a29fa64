import { isObject } from '../http/ask-gateway.ts';
import type { CallNews } from '../ports.ts';
import { momentOf, outsidePhone, wordOf } from '../telephony/numbers.ts';

type Said = Readonly<Record<string, unknown>>;

/** One end of a call, as Asterisk has it. */
export interface AsteriskChannel {
  readonly id: string;
  /** The same for all channels of a call: `CHANNEL(linkedid)`, else that of the first. */
  readonly callId: string;
  /** The telephone of an operator; null: a line to the outside. */
  readonly extension: string | null;
  readonly up: boolean;
  readonly news: Omit<CallNews, 'event' | 'at'>;
}

/** What an operator's telephone is called: `PJSIP/101-0000002a`. */
const telephone = /^[A-Za-z0-9]+\/(\d{2,6})(?:-|@|$)/;

export function channelOf(said: unknown): AsteriskChannel | null {
  if (!isObject(said) || typeof said['id'] !== 'string') return null;
  const id = said['id'];
  const extension = telephone.exec(wordOf(said['name']))?.[1] ?? null;
  const variables: Said = isObject(said['channelvars']) ? said['channelvars'] : {};
  const linked = variables['CHANNEL(linkedid)'];
  const callId = typeof linked === 'string' && linked !== '' ? linked : id;
  return {
    id,
    callId,
    extension,
    up: said['state'] === 'Up',
    news: { externalCallId: callId, leg: id, ...partiesOf(said, { extension, first: callId === id }) },
  };
}

/** Who is at the other end, and who called whom: the first channel of a call is that of whoever called. */
function partiesOf(
  said: Said,
  { extension, first }: { extension: string | null; first: boolean },
): Pick<CallNews, 'direction' | 'clientPhone' | 'line' | 'extension'> {
  const exten = isObject(said['dialplan']) ? wordOf(said['dialplan']['exten']) : '';
  const [own, other] = [numberOf(said['caller']), numberOf(said['connected'])];
  // An operator's telephone: it rings (then the other end is known), or it calls out (then the dialled number is).
  if (extension !== null) {
    const client = first ? outsidePhone(exten) : outsidePhone(other);
    if (client === undefined) return { extension };
    // Whoever dialled is not withheld; nothing is said yet.
    if (first && client === null) return { extension };
    return { extension, direction: first ? 'out' : 'in', clientPhone: client };
  }
  // A line to the outside: somebody calls in by it, or is called by it.
  if (first) {
    const client = outsidePhone(own);
    const line = /^\+?\d{4,15}$/.test(exten) ? { line: exten } : {};
    return { direction: 'in', ...line, ...(client !== undefined && { clientPhone: client }) };
  }
  const client = outsidePhone(own);
  return client === undefined || client === null ? {} : { direction: 'out', clientPhone: client };
}

const numberOf = (said: unknown): unknown => (isObject(said) ? (said['number'] ?? '') : '');

/** What one event of ARI tells. A line to the outside that is up is a machine that answered: only a person's telephone answers. */
export function asteriskNews(said: unknown, now: number): readonly CallNews[] {
  if (!isObject(said)) return [];
  const at = momentOf(said['timestamp']) ?? now;
  if (said['type'] === 'Dial') return ofDial(said, at);
  if (said['type'] === 'RecordingFinished') return ofRecording(said, at);
  const channel = channelOf(said['channel']);
  if (!channel) return [];
  const event = eventOf(wordOf(said['type']), channel);
  return event === null ? [] : newsOf(channel, event, at);
}

const always: ReadonlyMap<string, CallNews['event']> = new Map([
  ['StasisStart', 'started'],
  ['ChannelCreated', 'started'],
  ['ChannelHold', 'held'],
  ['ChannelUnhold', 'answered'],
  ['ChannelDestroyed', 'ended'],
]);

function eventOf(type: string, { up, extension }: AsteriskChannel): CallNews['event'] | null {
  if (type !== 'ChannelStateChange') return always.get(type) ?? null;
  return up && extension !== null ? 'answered' : 'started';
}

/** A line to the outside is no part that rings: what it says is of the whole call. */
export function newsOf(channel: AsteriskChannel, event: CallNews['event'], at: number): readonly CallNews[] {
  const { leg: _leg, ...whole } = channel.news;
  if (channel.extension !== null && channel.callId !== channel.id) return [{ ...channel.news, event, at }];
  // The operator who calls out is part and whole at once.
  if (channel.extension !== null)
    return event === 'ended'
      ? [
          { ...channel.news, event, at },
          { ...whole, event, at },
        ]
      : [{ ...channel.news, event, at }];
  if (event === 'answered' || event === 'held') return [];
  if (channel.callId !== channel.id && event === 'ended') return [];
  return [{ ...whole, event, at }];
}

function ofDial(said: Said, at: number): readonly CallNews[] {
  const [peer, caller] = [channelOf(said['peer']), channelOf(said['caller'])];
  if (!peer) return [];
  const status = wordOf(said['dialstatus']);
  const event =
    status === '' || status === 'RINGING' || status === 'PROGRESS'
      ? 'started'
      : status === 'ANSWER'
        ? 'answered'
        : 'ended';
  // The customer has answered an operator who called out: then they talk.
  if (peer.extension === null && event === 'answered' && caller && caller.extension !== null)
    return newsOf(caller, 'answered', at);
  return peer.extension === null && event === 'ended' ? [] : newsOf(peer, event, at);
}

function ofRecording(said: Said, at: number): readonly CallNews[] {
  const recording: Said = isObject(said['recording']) ? said['recording'] : {};
  const { name, state, target_uri: target } = recording;
  const [, channelId] = /^channel:(.+)$/.exec(wordOf(target)) ?? [];
  if (typeof name !== 'string' || state !== 'done') return [];
  // A recording is named after its call, as docs/telephony.md asks; else it belongs to the channel that it is of.
  const externalCallId = /^\d+\.\d+$/.test(name) ? name : channelId;
  return externalCallId === undefined
    ? []
    : [{ externalCallId, event: 'recording-ready', at, recordRef: name }];
}
