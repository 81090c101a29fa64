import { cookies, operations, scopes, scopesOf } from '@bonum/contract';
import type { FastifyInstance } from 'fastify';
import { pino, type Logger } from 'pino';
import { buildServer, type ServerParts } from '../http/server.ts';
import type { Doorkeepers } from '../http/caller.ts';
import type { KeyCaller } from '../operation.ts';
import type { Handler } from '../http/routes.ts';
import type { StaffSignedIn } from '../staff/find-staff-session.ts';

/** May do everything, everywhere. */
const mighty: KeyCaller = { keyId: 'key-1', name: 'test', scopes, storeId: null, tillId: null };

export interface StubServer {
  readonly server: FastifyInstance;
  readonly key: string;
  /** The Cookie header of a browser that is signed in. */
  readonly cookie: string;
  /** The same of an operator. */
  readonly staffCookie: string;
  /** How often a handler was called. */
  readonly reached: () => number;
  readonly log: readonly Record<string, unknown>[];
}

const secret = 'test-key';
const session = 'test-session';
const staffSession = 'test-staff-session';
const operator: StaffSignedIn = {
  operatorId: 'operator-1',
  sessionId: 'staff-session-1',
  name: 'Тест',
  roles: ['operator'],
  scopes: scopesOf(['operator']),
};

/** Lets nobody in. */
export const nobody: Doorkeepers = {
  authenticate: async () => null,
  signedIn: async () => null,
  staffSignedIn: async () => null,
};

const keepers: Doorkeepers = {
  authenticate: async (given) => (given === secret ? mighty : null),
  signedIn: async (given) =>
    given === session ? { memberId: 'member-1', sessionId: 'session-1', untilContact: false } : null,
  staffSignedIn: async (given) => (given === staffSession ? operator : null),
};

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
    keepers,
    publicUrl: 'http://localhost:3000',
    logger: memoryLogger(log),
    ...rest,
  });
  return {
    server,
    key: secret,
    cookie: cookieOf(session),
    staffCookie: staffCookieOf(staffSession),
    reached: () => calls,
    log,
  };
}

const device = 'd'.repeat(22);
/** What an operator's browser sends. */
export const staffCookieOf = (token: string): string =>
  `${cookies.staff}=${token}; ${cookies.device}=${device}`;
/** What the browser of a session sends. */
export const cookieOf = (token: string): string => `${cookies.session}=${token}; ${cookies.device}=${device}`;

function memoryLogger(lines: Record<string, unknown>[]): Logger {
  return pino({ level: 'info', base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) });
}
