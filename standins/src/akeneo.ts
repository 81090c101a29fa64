import {
  categoryPage,
  productPage,
  type AkeneoCategory,
  type AkeneoProducts,
} from './akeneo/akeneo-pages.ts';
import { AkeneoTokens, json, no, type AkeneoAccess, type TokenRules } from './akeneo/akeneo-tokens.ts';
import { httpGateway, type Asked, type HttpGateway, type Reply } from './http-gateway.ts';

export type { AkeneoProduct } from './akeneo/akeneo-pages.ts';

interface Settings extends AkeneoAccess {
  readonly port?: number;
  /** By how many hours the clock of its server is ahead of Greenwich. */
  readonly zoneHours?: number;
}

export interface Akeneo extends HttpGateway, TokenRules {
  categories: readonly AkeneoCategory[];
  products: AkeneoProducts;
  /** Files that lie in it, by their codes. */
  readonly media: Map<string, Buffer>;
  /** So many calls are sent away, to come again in a second. */
  busyFor: number;
  /** Where the next page is said to be, instead of where it is. */
  nextLeadsTo: string | null;
  /** Products that have been handed out. */
  handed: number;
  /** What was asked for: `password`, `refresh_token`, `categories`, `products-uuid`, `media-files`; with a token that has run out as well. */
  readonly heard: string[];
  /** Filters on products, as they were asked for. */
  readonly searches: string[];
}

const MOST = 100;

/** Akeneo's REST interface as the outside knows it, with whatever attributes its products have. Everything is in memory. */
export async function akeneo(settings: Settings): Promise<Akeneo> {
  const tokens = new AkeneoTokens(settings);
  const cursors = new Map<string, number>();

  function answer(asked: Asked): Reply {
    const { method, path, fields } = asked;
    if (pim.busyFor > 0) {
      pim.busyFor -= 1;
      return json(429, { code: 429, message: 'API rate limit exceeded' }, { 'retry-after': '1' });
    }
    if (path === '/api/oauth/v1/token' && method === 'POST') {
      const said = saidIn(asked);
      pim.heard.push(String(said.get('grant_type')));
      return tokens.give(asked, said, pim);
    }
    const file = /^\/api\/rest\/v1\/media-files\/(.+)\/download$/.exec(path)?.[1];
    if (file !== undefined && method === 'GET') return download(asked, decodeURIComponent(file));
    const room = /^\/api\/rest\/v1\/(categories|products-uuid)$/.exec(path)?.[1];
    if (room === undefined || method !== 'GET') return no(404, `No route found for "${path}"`);
    pim.heard.push(room);
    if (!tokens.letIn(asked)) return no(401, 'The access token provided has expired.');
    const limit = Number(fields.get('limit') ?? 10);
    if (limit > MOST) return no(422, `You cannot request more than ${MOST} items.`);
    return list(asked, room, limit);
  }

  function download(asked: Asked, code: string): Reply {
    pim.heard.push('media-files');
    if (!tokens.letIn(asked)) return no(401, 'The access token provided has expired.');
    const body = pim.media.get(code);
    if (!body) return no(404, `Media file "${code}" does not exist.`);
    return { body, type: 'application/octet-stream' };
  }

  function list(asked: Asked, room: string, limit: number): Reply {
    const { path, fields } = asked;
    const shelf = { products: pim.products, cursors, zoneHours: settings.zoneHours ?? 0 };
    const page =
      room === 'categories' ? categoryPage(pim.categories, asked, limit) : productPage(shelf, asked, limit);
    if (typeof page === 'string') return no(422, page);
    const search = fields.get('search');
    if (search !== null && !fields.has('search_after')) pim.searches.push(search);
    if (room !== 'categories') pim.handed += page.items.length;
    const next = page.next === null ? null : (pim.nextLeadsTo ?? `${gateway.url}${path}?${page.next}`);
    return json(200, {
      _links: { first: { href: gateway.url + path }, ...(next !== null && { next: { href: next } }) },
      _embedded: { items: page.items },
    });
  }

  const gateway = await httpGateway(answer, settings.port);
  const pim: Akeneo = Object.assign(gateway, {
    categories: [],
    products: [],
    media: new Map(),
    callsOfToken: Number.POSITIVE_INFINITY,
    refreshes: true,
    busyFor: 0,
    nextLeadsTo: null,
    handed: 0,
    heard: [],
    searches: [],
  });
  return pim;
}

/** Fields of a body in JSON; none where it is something else. */
function saidIn({ body }: Asked): ReadonlyMap<string, unknown> {
  try {
    const said: unknown = JSON.parse(body.toString());
    return new Map(Object.entries(said ?? {}));
  } catch {
    return new Map();
  }
}
