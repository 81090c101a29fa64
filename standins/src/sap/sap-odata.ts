import type { Asked, Reply } from '../http-gateway.ts';
import { readBatch, writeBatch, type Inner, type InnerReply } from './sap-batch.ts';
import { addressOf, entityOf, etagOf } from './sap-json.ts';
import { documentOf, metadataOf } from './sap-metadata.ts';
import { sapModel, type ServiceName, type Values } from './sap-model.ts';
import { readFilter, readPath } from './sap-query.ts';
import { malformed, notFound, refusalBody, refusalReply, SapRefusal } from './sap-refusal.ts';
import { balanceOf } from './sap-rules.ts';
import type { Body, SapStore, Stored } from './sap-store.ts';

export interface Service {
  readonly store: SapStore;
  readonly service: ServiceName;
  readonly pageSize: () => number;
  /** Something that was written, as `POST A_BusinessPartner`. */
  readonly wrote: (what: string) => void;
}

/** Answers what is asked of a service. */
export function answerOData(to: Service, rest: string, asked: Asked): Reply {
  try {
    if (asked.method === 'GET') return read(to, rest, asked.fields);
    if (rest === '$batch') return batch(to, asked);
    const inner = innerOf(asked, rest);
    const { status, body, etag } = to.store.atomically(() => write(to, inner));
    return { status, body, ...(etag !== undefined && { headers: { etag } }) };
  } catch (error) {
    if (error instanceof SapRefusal) return refusalReply(error);
    throw error;
  }
}

const innerOf = ({ method, headers, body }: Asked, path: string): Inner => ({
  method,
  path,
  headers: new Map(Object.entries(headers).map(([name, value]) => [name, String(value)])),
  body: body.toString('utf8'),
});

function read({ store, service, pageSize }: Service, rest: string, fields: URLSearchParams): Reply {
  if (rest === '') return { body: documentOf(service) };
  if (rest === '$metadata') return { body: metadataOf(store, service), type: 'application/xml' };
  if (fields.get('$format') !== 'json')
    return { body: '<feed xmlns="http://www.w3.org/2005/Atom"/>', type: 'application/atom+xml' };
  const path = readPath(rest, (set) => store.model(set).keys);
  if (store.model(path.set).service !== service) throw notFound(path.set);
  if (path.keys === null) return list({ store, service, pageSize: pageSize() }, path.set, fields);
  const expand = (fields.get('$expand') ?? '').split(',').filter((name) => name !== '');
  const stored = byKeys(store, path.set, path.keys);
  return { body: JSON.stringify({ d: entityOf(store, stored, expand) }), headers: { etag: etagOf(stored) } };
}

/** A page of a set; the next one is asked for by the address that stands in this one, and by nothing else. */
function list(
  { store, service, pageSize }: { store: SapStore; service: ServiceName; pageSize: number },
  set: string,
  fields: URLSearchParams,
): Reply {
  const { fields: known } = store.model(set);
  const original = (name: string): string | undefined =>
    Object.keys(known).find((field) => store.named(set, field) === name);
  const filter = fields.get('$filter');
  const keep = filter === null ? () => true : readFilter(filter, (name) => original(name) !== undefined);
  const rows = (set === 'AccountSet' ? accounts(store) : store.in(set)).filter(({ values }) => keep(values));
  const start = Number(fields.get('$skiptoken') ?? 0);
  const page = rows.slice(start, start + pageSize).map((row) => entityOf(store, row, []));
  const query = new URLSearchParams(fields);
  query.set('$skiptoken', String(start + pageSize));
  const next =
    rows.length > start + pageSize ? { __next: addressOf(service, `${set}?${query.toString()}`) } : {};
  return { body: JSON.stringify({ d: { results: page, ...next } }) };
}

/** Balances are sums of operations; who has none has no account. */
function accounts(store: SapStore): readonly Stored[] {
  const owners = new Set(store.in('OperationSet').map(({ values }) => String(values['Partner'])));
  return [...owners].map((Partner) => ({
    set: 'AccountSet',
    values: { Partner, PointsBalance: balanceOf(store, Partner).toFixed(3) } satisfies Values,
    version: 1,
  }));
}

function byKeys(store: SapStore, set: string, keys: Readonly<Record<string, string>>): Stored {
  if (set !== 'AccountSet') return store.by(set, keys);
  const found = accounts(store).find(({ values }) => values['Partner'] === keys['Partner']);
  if (!found) throw notFound(set);
  return found;
}

function batch(to: Service, { headers, body }: Asked): Reply {
  const parts = readBatch(headers['content-type']?.toString(), body.toString('utf8'));
  const replies = parts.map((part): readonly InnerReply[] | InnerReply => {
    try {
      if ('changeset' in part)
        return to.store.atomically(() => part.changeset.map((inner) => write(to, inner)));
      const url = new URL(part.read.path, 'http://batch/');
      return { status: 200, body: String(read(to, url.pathname.slice(1), url.searchParams).body) };
    } catch (error) {
      if (!(error instanceof SapRefusal)) throw error;
      return { status: error.status, body: refusalBody(error) };
    }
  });
  const { type, body: text } = writeBatch(replies);
  return { status: 202, type, body: text };
}

function write({ store, service, wrote }: Service, { method, path, headers, body }: Inner): InnerReply {
  const { set, keys, navigation } = readPath(path, (name) => store.model(name).keys);
  if (sapModel[set]?.service !== service) throw notFound(set);
  if (method === 'POST') {
    const made = post(store, { set, keys, navigation }, parse(headers, body));
    wrote(`POST ${made.set}`);
    const expand = expandOf(made.set);
    return { status: 201, body: JSON.stringify({ d: entityOf(store, made, expand) }), etag: etagOf(made) };
  }
  if (keys === null || navigation !== null) throw malformed(`${method} нужен ключ записи`);
  const stored = byKeys(store, set, keys);
  precondition(stored, headers.get('if-match'));
  if (method === 'DELETE') store.remove(stored);
  else if (method === 'PATCH' || method === 'MERGE') store.change(stored, parse(headers, body));
  else throw malformed(`метод ${method}`);
  wrote(`${method} ${set}`);
  return { status: 204, body: '', ...(method === 'DELETE' ? {} : { etag: etagOf(stored) }) };
}

function post(store: SapStore, { set, keys, navigation }: ReturnType<typeof readPath>, body: Body): Stored {
  if (keys === null) return store.create(set, body);
  if (navigation === null) throw malformed('POST на запись');
  const [made] = store.within(store.by(set, keys), navigation, [body]);
  if (!made) throw malformed('пустой запрос');
  return made;
}

const expandOf = (set: string): readonly string[] => Object.keys(sapModel[set]?.navigations ?? {});

function precondition(stored: Stored, ifMatch: string | undefined): void {
  if (ifMatch === undefined)
    throw new SapRefusal(428, '/IWBEP/CM_MGW_RT/175', 'Нужен заголовок If-Match с ETag записи');
  if (ifMatch !== '*' && ifMatch !== etagOf(stored))
    throw new SapRefusal(412, '/IWBEP/CM_MGW_RT/176', 'Запись изменена: ETag не совпадает');
}

function parse(headers: Inner['headers'], body: string): Body {
  if (!headers.get('content-type')?.startsWith('application/json'))
    throw malformed('ожидается application/json');
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is read field by field
    return JSON.parse(body) as Body;
  } catch {
    throw malformed('тело не JSON');
  }
}
