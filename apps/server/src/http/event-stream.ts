import type { FastifyReply } from 'fastify';
import { guardHeaders, Refused } from './problem.ts';

/** Shorter than what proxies, phones and our own limits take for silence. */
const HEARTBEAT_MS = 20_000;
/** Until a browser asks again after a stream broke; spread, so that a restart is not met by everybody at once. */
const AGAIN_MS = { from: 1000, spread: 3000 };

const streamHeaders = {
  ...guardHeaders,
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // nginx would keep events until there are enough of them.
  'x-accel-buffering': 'no',
} as const;

export interface EventStream {
  /** That something is so now; a browser whose stream broke says the last `id` it heard. */
  readonly tell: (event: string, id?: number) => void;
  readonly end: () => void;
}

/**
 * Answers with a stream of events until either side ends it. `listen` says false where there are too many already; `stillMay` throws
 * once whoever listens may not any more.
 */
export function sendEvents(
  reply: FastifyReply,
  listen: (stream: EventStream) => { readonly stop: () => void } | false,
  stillMay?: () => Promise<void>,
): void {
  const { raw } = reply;
  const write = (text: string): void => void raw.write(text);
  const listening = listen({
    tell: (event, id) => write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: {}\n\n`),
    end: () => raw.end(),
  });
  if (!listening)
    throw new Refused({ code: 'busy', detail: 'Too many apps are open. Ask as usual, and later again.' });
  reply.hijack();
  // The app may have gone while its session was looked up.
  if (raw.destroyed) return listening.stop();
  for (const [name, value] of Object.entries(reply.getHeaders())) raw.setHeader(name, value ?? '');
  raw.writeHead(200, streamHeaders);
  write(`retry: ${Math.round(AGAIN_MS.from + Math.random() * AGAIN_MS.spread)}\n\n`);
  const heartbeat = setInterval(() => {
    write(':\n\n');
    stillMay?.().catch(() => raw.end());
  }, HEARTBEAT_MS);
  raw.on('close', () => {
    clearInterval(heartbeat);
    listening.stop();
  });
}
