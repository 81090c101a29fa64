import type { FastifyInstance } from 'fastify';
import type { Socket } from 'node:net';
import { onecRoot } from './onec-till.ts';
import { headersTimeout } from './limits.ts';

interface BrokenRequest {
  /** What had come by then: bytes, whatever the types say. */
  readonly rawPacket?: unknown;
}

/** A request for a till has headers of some hundred bytes, and where its address is unescaped hardly a body. */
const MOST_BYTES = 65_536;
const begins = new RegExp(`^(GET|POST) ${onecRoot}/`);

/** What has come of such requests so far. */
const begun = new WeakMap<Socket, Buffer>();

/**
 * 1C escapes nothing in its addresses, and Node's parser takes no letter in them that is not ASCII. What such a request says is plain
 * all the same: it is read here, asked again as it should have been written, and its connection is closed after the answer, so that
 * nothing that came behind it can pass for another request.
 * @returns false when it is another kind of broken request
 */
export function takeUnescaped(app: FastifyInstance, { rawPacket }: BrokenRequest, socket: Socket): boolean {
  if (!Buffer.isBuffer(rawPacket) || !socket.writable) return false;
  const before = begun.get(socket);
  const raw = before ? Buffer.concat([before, rawPacket]) : rawPacket;
  if (raw.length > MOST_BYTES || !begins.test(raw.toString('latin1', 0, 256))) return false;
  begun.set(socket, raw);
  const request = readRequest(raw);
  if (request === 'broken') return false;
  if (request === 'more') {
    if (!before) socket.setTimeout(headersTimeout, () => socket.destroy());
    return true;
  }
  begun.delete(socket);
  ask(app, request, socket).catch(() => socket.destroy());
  return true;
}

interface Read {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly payload: Buffer;
}

function readRequest(raw: Buffer): Read | 'more' | 'broken' {
  const end = raw.indexOf('\r\n\r\n');
  if (end < 0) return 'more';
  const [first = '', ...lines] = raw.toString('latin1', 0, end).split('\r\n');
  const [, method, address] = /^(GET|POST) (.*) HTTP\/1\.[01]$/.exec(first) ?? [];
  if (method === undefined || address === undefined) return 'broken';
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [, name, value] = /^([\w-]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? [];
    if (name === undefined || value === undefined || name.toLowerCase() in headers) return 'broken';
    headers[name.toLowerCase()] = value;
  }
  const length = Number(headers['content-length'] ?? 0);
  if (headers['transfer-encoding'] !== undefined || !Number.isSafeInteger(length) || length < 0)
    return 'broken';
  const payload = raw.subarray(end + 4, end + 4 + length);
  if (payload.length < length) return 'more';
  return { method: method as Read['method'], url: escaped(address), headers, payload };
}

/** Byte by byte, so that what is no UTF-8 is still found to be none. */
const escaped = (address: string): string =>
  address.replaceAll(
    /[^\u0021-\u007e]/g,
    (byte) => `%${(byte.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`,
  );

async function ask(app: FastifyInstance, { payload, ...request }: Read, socket: Socket): Promise<void> {
  const { statusCode, statusMessage, headers, rawPayload } = await app.inject({
    ...request,
    ...(payload.length > 0 && { payload }),
    ...(socket.remoteAddress !== undefined && { remoteAddress: socket.remoteAddress }),
  });
  const head = Object.entries({ ...headers, 'content-length': rawPayload.length, connection: 'close' })
    .flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${String(one)}\r\n`))
    .join('');
  socket.write(`HTTP/1.1 ${statusCode} ${statusMessage}\r\n${head}\r\n`);
  socket.end(rawPayload);
}
