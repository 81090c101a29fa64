import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { httpGateway, type Asked, type HttpGateway, type Reply } from './http-gateway.ts';
import { SbisBooks, type SbisCustomer, type SbisOrder } from './sbis/sbis-books.ts';
import { json, SbisRefusal } from './sbis/sbis-refusal.ts';

export type { SbisCustomer, SbisOrder } from './sbis/sbis-books.ts';

interface Settings {
  readonly appClientId: string;
  readonly appSecret: string;
  readonly secretKey: string;
  readonly port?: number;
  /** Points of sale, by number. */
  readonly points?: Readonly<Record<number, string>>;
  /** How many of them a page has at most. */
  readonly pageSize?: number;
  /** Whether an order is found by the id that whoever made it gave it; its own key finds it in any case. */
  readonly keepsForeignIds?: boolean;
  /** Whether a second write-off comes on top of the first; nobody outside has said which it is. */
  readonly writeOffsAddUp?: boolean;
  /** The only way in which it hears how much is to be written off: the other way it says yes and takes nothing. Both unless said. */
  readonly writeOffsBy?: 'GET' | 'POST';
  /** Saby's clock, in epoch milliseconds; the one of this machine unless said. */
  readonly clock?: () => number;
}

export interface SbisRetail extends HttpGateway {
  readonly authUrl: string;
  readonly apiUrl: string;
  /** @returns what Saby calls the customer; `null` of bonuses: paying with them is switched off */
  seed(customer: { phone: string; name?: string; bonuses?: number | null }): string;
  /** What somebody does in Saby itself. */
  setBonuses(customerId: string, bonuses: number | null): void;
  changePhone(customerId: string, phone: string): void;
  bonusesOf(customerId: string): number | null;
  readonly customers: readonly SbisCustomer[];
  /** In the order in which they came. */
  readonly orders: readonly SbisOrder[];
  /** How often each call was heard: `POST order/create`. */
  readonly heard: ReadonlyMap<string, number>;
  /** What an order earns, in hundredths of its sum. */
  percent: number;
  /** Answers are within `Result`, as text. */
  wrapped: boolean;
  /** No token is good any more. */
  expireTokens(): void;
  /** What happens in Saby just before the next call, each once. */
  readonly meanwhile: (() => void)[];
  /** How many came while two others were at it, and were sent away. */
  readonly turnedAway: { count: number };
}

const MOST_AT_ONCE = 2;

/** Saby's retail interface as the outside knows it: it has its own bonuses and earns them by itself. Everything is kept in memory. */
export async function sbisRetail(settings: Settings): Promise<SbisRetail> {
  const books = new SbisBooks(settings.keepsForeignIds ?? true, settings.writeOffsAddUp ?? false);
  const tokens = new Set<string>();
  const heard = new Map<string, number>();
  const meanwhile: (() => void)[] = [];
  const turnedAway = { count: 0 };
  const state = { percent: 0, wrapped: false };
  let busy = 0;

  async function answer(asked: Asked): Promise<Reply> {
    if (busy >= MOST_AT_ONCE) {
      turnedAway.count += 1;
      return { status: 429, type: 'text/plain', body: 'Too Many Requests', headers: { 'retry-after': '1' } };
    }
    busy += 1;
    try {
      // An answer takes a moment, in which others may come.
      for (let turn = 0; turn < 5; turn += 1) await nextTurn();
      return route(asked);
    } finally {
      busy -= 1;
    }
  }

  function route(asked: Asked): Reply {
    if (asked.path === '/oauth/service/') return logIn(settings, tokens, asked);
    if (!tokens.has(String(asked.headers['x-sbisaccesstoken'])))
      return {
        status: 401,
        type: 'text/html; charset=utf-8',
        body: '<html><body>Не авторизован</body></html>',
      };
    meanwhile.shift()?.();
    try {
      const said = retail({ settings, books, percent: state.percent, heard }, asked);
      return json(200, state.wrapped ? { Result: JSON.stringify(said) } : said);
    } catch (error) {
      if (error instanceof SbisRefusal) return error.reply;
      throw error;
    }
  }

  const gateway = await httpGateway(answer, settings.port, settings.clock);
  return Object.assign(state, gateway, {
    authUrl: `${gateway.url}/oauth/service/`,
    apiUrl: `${gateway.url}/retail`,
    heard,
    meanwhile,
    turnedAway,
    customers: books.customers,
    orders: books.orders,
    expireTokens: () => tokens.clear(),
    ...handles(books),
  });
}

const handles = (books: SbisBooks) => ({
  seed({ phone, name = '', bonuses = 0 }: { phone: string; name?: string; bonuses?: number | null }) {
    const customer: SbisCustomer = { id: randomUUID(), phone: phone.replace(/\D/g, ''), name, bonuses };
    books.customers.push(customer);
    return customer.id;
  },
  setBonuses: (id: string, bonuses: number | null) => void (books.customer(id).bonuses = bonuses),
  changePhone: (id: string, phone: string) => void (books.customer(id).phone = phone.replace(/\D/g, '')),
  bonusesOf: (id: string) => books.customer(id).bonuses,
});

function logIn({ appClientId, appSecret, secretKey }: Settings, tokens: Set<string>, asked: Asked): Reply {
  const said = bodyOf(asked);
  const right =
    asked.method === 'POST' &&
    said['app_client_id'] === appClientId &&
    said['app_secret'] === appSecret &&
    said['secret_key'] === secretKey;
  if (!right) return json(401, { message: 'Неверные ключи приложения' });
  const token = randomUUID();
  tokens.add(token);
  return json(200, { token, sid: randomUUID() });
}

interface Retail {
  readonly settings: Settings;
  readonly books: SbisBooks;
  readonly percent: number;
  readonly heard: Map<string, number>;
}

/** What is answered, in JSON. @throws SbisRefusal */
function retail({ settings, books, percent, heard }: Retail, asked: Asked): unknown {
  const { method, path, fields } = asked;
  const [room = '', id = '', action = ''] = path
    .replace(/^\/retail\//, '')
    .split('/')
    .map(decodeURIComponent);
  const name = `${method} ${[room, action === '' ? (isName(id) ? id : '…') : `…/${action}`].join('/')}`;
  heard.set(name, (heard.get(name) ?? 0) + 1);
  switch (name) {
    case 'GET point/list':
      return pointList(settings, fields);
    case 'GET customer/find':
      return books.find(fields.get('phone') ?? '');
    case 'GET customer/…/bonus-balance':
      return balance(settings, books.customer(id), fields.get('pointId'));
    case 'POST order/create':
      return books.create(bodyOf(asked), { points: pointsOf(settings), percent });
    case 'GET order/states':
      return books.states(fields.get('externalIds') ?? '');
    case 'GET order/…':
      return books.shown(books.order(id));
    case 'GET order/…/bonus-read':
      return books.bonusRead(books.order(id));
    case 'GET order/…/bonus-write-off':
      return books.writeOff(
        books.order(id),
        settings.writeOffsBy === 'POST' ? null : Number(fields.get('bonusDec')),
      );
    case 'POST order/…/bonus-write-off':
      return books.writeOff(
        books.order(id),
        settings.writeOffsBy === 'GET' ? null : Number(bodyOf(asked)['bonusDec']),
      );
    default:
      throw SbisRefusal.page(404, 'Страница не найдена');
  }
}

const isName = (id: string): boolean => ['list', 'find', 'create', 'states'].includes(id);

const pointsOf = ({ points = { 206: 'Тверская, 1' } }: Settings): Readonly<Record<number, string>> => points;

function pointList(settings: Settings, fields: URLSearchParams): unknown {
  const [page, size] = [Number(fields.get('page') ?? 0), Number(fields.get('pageSize') ?? 20)];
  if (!(size >= 0 && size <= 500)) throw SbisRefusal.json(400, 'pageSize от 0 до 500');
  const shown = Math.min(size, settings.pageSize ?? 500);
  const all = Object.entries(pointsOf(settings)).map(([id, name]) => ({
    id: Number(id),
    name,
    product: 'retail',
  }));
  return {
    salesPoints: all.slice(page * shown, (page + 1) * shown),
    outcome: { hasMore: all.length > (page + 1) * shown },
  };
}

/** As text, which many a client takes for a number. */
function balance(settings: Settings, { bonuses }: SbisCustomer, pointId: string | null): unknown {
  if (pointId === null || !(pointId in pointsOf(settings)))
    throw SbisRefusal.json(400, 'Неизвестная точка продаж');
  return { bonusBalance: bonuses === null ? null : bonuses.toFixed(2) };
}

function bodyOf({ body }: Asked): Readonly<Record<string, unknown>> {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is read field by field
    return JSON.parse(body.toString('utf8')) as Readonly<Record<string, unknown>>;
  } catch {
    throw SbisRefusal.page(500, 'Внутренняя ошибка');
  }
}
