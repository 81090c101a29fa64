import { operations, scopes } from '@bonum/contract';
import type { FastifyInstance } from 'fastify';
import { pino, type Logger } from 'pino';
import { buildServer, type ServerParts } from '../http/server.ts';
import type { Caller } from '../operation.ts';
import type { Handler } from '../http/routes.ts';

/** May do everything, everywhere. */
const mighty: Caller = { keyId: 'key-1', name: 'test', scopes, storeId: null, tillId: null };

export interface StubServer {
  readonly server: FastifyInstance;
  readonly key: string;
  /** How often a handler was called. */
  readonly reached: () => number;
  readonly log: readonly Record<string, unknown>[];
}

const secret = 'test-key';

const refusing: Handler = async () => ({
  ok: false,
  code: 'unknown-member',
  detail: 'There is nobody here.',
});

/** The HTTP server with nothing behind it: every operation refuses with a code of its own, unless a test gives it a handler. */
export function stubServer(
  handlers: Readonly<Record<string, Handler>> = {},
  rest: Partial<ServerParts> = {},
): StubServer {
  let calls = 0;
  const log: Record<string, unknown>[] = [];
  const contracts = rest.contracts ?? operations;
  const counted =
    (handler: Handler): Handler =>
    (input, caller) => {
      calls += 1;
      return handler(input, caller);
    };
  const all = Object.keys(contracts).map((id) => [id, counted(handlers[id] ?? refusing)] as const);
  const server = buildServer({
    handlers: Object.fromEntries(all),
    authenticate: async (given) => (given === secret ? mighty : null),
    logger: memoryLogger(log),
    ...rest,
  });
  return { server, key: secret, reached: () => calls, log };
}

function memoryLogger(lines: Record<string, unknown>[]): Logger {
  return pino({ level: 'info', base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) });
}
