import type { CallNews, TakeCallNews } from '../ports.ts';
import { asteriskNews, channelOf, newsOf } from './asterisk-news.ts';
import type { AsteriskAccount } from './asterisk-telephony.ts';

interface Line {
  readonly ask: (path: string) => Promise<Response>;
  readonly take: TakeCallNews;
  readonly stop: AbortSignal;
  /** Channels that were there when the line broke: what ended meanwhile nobody will tell. */
  readonly known: Map<string, { callId: string; outside: boolean }>;
}

/**
 * Listens until the line breaks. Of several workers one listens: Asterisk knows an app only while somebody does, and takes the
 * line from whoever had it before.
 */
export async function listenToAri(account: AsteriskAccount, line: Line): Promise<void> {
  const there = await line.ask(`applications/${encodeURIComponent(account.app)}`);
  await there.body?.cancel();
  if (there.status !== 404) return;
  const socket = new WebSocket(addressOf(account));
  const hangUp = () => socket.close();
  line.stop.addEventListener('abort', hangUp);
  try {
    await untilClosed(socket, { ...line, account });
  } finally {
    line.stop.removeEventListener('abort', hangUp);
    socket.close();
  }
}

function addressOf({ url, app, user, password }: AsteriskAccount): URL {
  const address = new URL(`${url}/ari/events`);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  address.search = new URLSearchParams({
    app,
    subscribeAll: 'true',
    api_key: `${user}:${password}`,
  }).toString();
  return address;
}

async function untilClosed(socket: WebSocket, line: Line & { account: AsteriskAccount }): Promise<void> {
  // One after another: news of one call that are written at once only wait for each other.
  let working: Promise<void> = Promise.resolve();
  const work = (act: () => Promise<void>): void => {
    working = working.then(act).catch(() => socket.close());
  };
  await new Promise<void>((resolve) => {
    socket.addEventListener('open', () => work(() => catchUp(line)));
    socket.addEventListener('message', ({ data }) => work(() => hear(String(data), line)));
    socket.addEventListener('close', () => resolve());
    socket.addEventListener('error', () => resolve());
  });
  await working;
}

async function hear(
  text: string,
  { take, known, account }: Line & { account: AsteriskAccount },
): Promise<void> {
  const said: unknown = parse(text);
  const news = [...asteriskNews(said, Date.now())];
  remember(said, known);
  await take([...news, ...recordingsOf(news, account)]);
}

/** A dialplan that records each call names the file after it; whether there is one shows when it is fetched. */
function recordingsOf(news: readonly CallNews[], { recordsCalls }: AsteriskAccount): CallNews[] {
  if (!recordsCalls) return [];
  return news
    .filter(({ event, leg }) => event === 'ended' && leg === undefined)
    .map(({ externalCallId, at }) => ({
      externalCallId,
      event: 'recording-ready',
      at,
      recordRef: externalCallId,
    }));
}

function remember(said: unknown, known: Line['known']): void {
  if (typeof said !== 'object' || said === null || !('channel' in said) || !('type' in said)) return;
  const channel = channelOf(said.channel);
  if (!channel) return;
  if (said.type === 'ChannelDestroyed') known.delete(channel.id);
  else known.set(channel.id, { callId: channel.callId, outside: channel.extension === null });
}

/** What is so now, after a time in which nothing was heard. */
async function catchUp({ ask, take, known, account }: Line & { account: AsteriskAccount }): Promise<void> {
  const answered = await ask('channels');
  const said: unknown = await answered.json();
  if (!answered.ok || !Array.isArray(said)) throw new Error('Asterisk does not say which channels there are');
  const now = Date.now();
  const channels = said.flatMap((one) => channelOf(one) ?? []);
  const live = new Set(channels.map(({ id }) => id));
  const ended = [...known]
    .filter(([id]) => !live.has(id))
    .flatMap(([id, { callId, outside }]): CallNews[] => [
      ...(outside ? [] : [{ externalCallId: callId, leg: id, event: 'ended' as const, at: now }]),
      ...(callId === id ? [{ externalCallId: callId, event: 'ended' as const, at: now }] : []),
    ]);
  known.clear();
  for (const { id, callId, extension } of channels) known.set(id, { callId, outside: extension === null });
  const news = channels.flatMap((channel) =>
    newsOf(channel, channel.up && channel.extension !== null ? 'answered' : 'started', now),
  );
  await take([...news, ...ended, ...recordingsOf(ended, account)]);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
