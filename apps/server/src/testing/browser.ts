import { operations, type Answer, type Input, type OperationId } from '@bonum/contract';
import type { FastifyInstance } from 'fastify';
import { codeFor } from '../confirmations/code.ts';
import { buildServer } from '../http/server.ts';
import { handlersOf, keepersOf } from '../wire.ts';
import { pino } from 'pino';
import type { Chain } from './chain.ts';

/** What a browser got: the answer, or the problem's code. */
export type Got<Id extends OperationId> =
  | { readonly ok: true; readonly value: Answer<Id> }
  | { readonly ok: false; readonly code: string; readonly status: number };

/** A browser of a member: it keeps its cookies, and asks from the app's own pages. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #server: FastifyInstance;

  constructor(server: FastifyInstance) {
    this.#server = server;
  }

  async ask<Id extends OperationId>(id: Id, input: Input<Id>, headers = {}): Promise<Got<Id>> {
    const { method, path } = operations[id];
    const rest: Record<string, unknown> = { ...Object(input) };
    const url = `/v1${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = String(rest[name]);
      delete rest[name];
      return value;
    })}`;
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await this.#server.inject({
      method,
      url,
      headers: {
        origin: 'https://chain.example',
        cookie,
        'user-agent': 'Mozilla/5.0 (Linux; Android 16) Chrome/145.0 Mobile',
        ...headers,
      },
      ...('body' in operations[id] && { payload: rest }),
    });
    for (const { name, value, maxAge } of response.cookies) {
      if (value === '' || maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const body: unknown = response.json();
    if (response.statusCode === 200) return { ok: true, value: body as Answer<Id> };
    return { ok: false, code: (body as { code: string }).code, status: response.statusCode };
  }

  async must<Id extends OperationId>(id: Id, input: Input<Id>): Promise<Answer<Id>> {
    const got = await this.ask(id, input);
    if (!got.ok) throw new Error(`${id}: ${got.status} ${got.code}`);
    return got.value;
  }

  async refusal<Id extends OperationId>(id: Id, input: Input<Id>): Promise<string> {
    const got = await this.ask(id, input);
    return got.ok ? 'ok' : got.code;
  }
}

/** The chain as its members' browsers reach it. */
export interface Site {
  readonly browser: () => Browser;
  /** The last code that really went to this address; undefined: none went. */
  readonly codeTo: (address: string) => Promise<string | undefined>;
}

/** Serves a chain over HTTP, at the chain's own time. */
export async function withSite(chain: Chain, body: (site: Site) => Promise<void>): Promise<void> {
  const channels = { ...chain.shell.channels, email: { codes: 'ours' } } as const;
  const shell = { ...chain.shell, channels };
  const server = buildServer({
    handlers: handlersOf(shell),
    keepers: keepersOf(shell),
    publicUrl: shell.publicUrl,
    logger: pino({ level: 'silent' }),
    checkAnswers: true,
  });
  try {
    await body({ browser: () => new Browser(server), codeTo: (address) => codeTo(chain, address) });
  } finally {
    await server.close();
  }
}

async function codeTo({ shell }: Chain, address: string): Promise<string | undefined> {
  const last = await shell.db
    .selectFrom('confirmation as c')
    .innerJoin('message as m', (join) =>
      join.onRef('m.owner_id', '=', 'c.owner_id').onRef('m.message_id', '=', 'c.confirmation_id'),
    )
    .select('c.confirmation_id')
    .where('c.address', '=', address)
    .where('m.next_at', 'is not', null)
    // Told to a till, perhaps at this very moment.
    .where('c.purpose', '!=', 'join')
    .orderBy('c.created_at', 'desc')
    .orderBy('c.confirmation_id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last && codeFor(shell.secret, last.confirmation_id, 'sms');
}
