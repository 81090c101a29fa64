import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { components, operations, paths } from './generated/schema.ts';

/** The schemas of the API by name, such as `Schemas['Quote']`. */
export type Schemas = components['schemas'];
/** What can be asked for, such as `get-member`. */
export type OperationId = keyof operations;
/** How Bonum says no; `code` is stable. */
export type Problem = Schemas['Problem'];
export type BonumClient = Client<paths>;
export type { paths };

export interface ClientOptions {
  /** The server's address, such as `https://loyalty.example`. */
  readonly baseUrl: string;
  /** A key's secret; the operations it may call hang on its scopes. A browser has none: its cookie says who asks. */
  readonly key?: string;
  /** Another fetch, for tests or a proxy. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/**
 * A typed client for Bonum's API. A refusal is a value: look at `error`, a problem document, before `data`.
 *
 * ```ts
 * const bonum = createBonumClient({ baseUrl: 'https://loyalty.example', key });
 * const { data, error } = await bonum.GET('/v1/members/{memberId}', { params: { path: { memberId } } });
 * if (error) throw new Error(`${error.code}: ${error.detail}`);
 * console.log(data.balances);
 * ```
 */
export function createBonumClient({ baseUrl, key, fetch }: ClientOptions): BonumClient {
  const client = createClient<paths>({ baseUrl, ...(fetch && { fetch }) });
  if (key !== undefined) client.use(bearer(key));
  return client;
}

const bearer = (key: string): Middleware => ({
  onRequest({ request }) {
    request.headers.set('authorization', `Bearer ${key}`);
    return request;
  },
});
