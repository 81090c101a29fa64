import type { RefusalCode } from '@bonum/contract';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { problemHeaders, problemOf } from './problem.ts';

interface Failure {
  readonly status: number;
  readonly reason: string;
  readonly code: RefusalCode;
  readonly detail: string;
}

const headersTooLarge: Failure = {
  status: 431,
  reason: 'Request Header Fields Too Large',
  code: 'too-large',
  detail: 'The headers or the address are too long; send shorter ones.',
};
const tooSlow: Failure = {
  status: 408,
  reason: 'Request Timeout',
  code: 'bad-request',
  detail: 'The request did not arrive whole in time; send all of it at once.',
};
const notHttp: Failure = {
  status: 400,
  reason: 'Bad Request',
  code: 'bad-request',
  detail: 'This is not a well-formed HTTP request; check its first line, headers and lengths.',
};

const failures: Readonly<Record<string, Failure>> = {
  HPE_HEADER_OVERFLOW: headersTooLarge,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: headersTooLarge,
  ERR_HTTP_REQUEST_TIMEOUT: tooSlow,
};

/** Answers what Node's parser refuses before there is a request; there is nothing to answer with but the socket. */
export function answerBrokenRequest(error: { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const failure = failures[error.code ?? ''] ?? notHttp;
  const body = JSON.stringify(
    problemOf({ ok: false, code: failure.code, detail: failure.detail }, failure.status),
  );
  const headers = { ...problemHeaders, 'content-length': Buffer.byteLength(body), connection: 'close' };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${failure.status} ${failure.reason}\r\n${head.join('')}\r\n${body}`);
}

/** `Expect: 100-continue` is Node's own business; any other expectation nobody can meet. */
export function answerExpectation(_request: IncomingMessage, response: ServerResponse): void {
  const detail = 'The header Expect asks for what this server does not do; leave it out.';
  const body = JSON.stringify(problemOf({ ok: false, code: 'bad-request', detail }, 417));
  response.writeHead(417, { ...problemHeaders, connection: 'close' }).end(body);
}
