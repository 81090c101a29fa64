import type { Asked, Reply } from '../http-gateway.ts';
import { json, OnecRefusal } from './answers.ts';
import { conditionOf, type Row } from './condition.ts';
import type { Infobase } from './infobase.ts';
import { metadataXml, setsOf } from './metadata.ts';
import { select, type Selected } from './queries.ts';
import { balanceRows } from './register.ts';
import type { Resource } from './resource.ts';
import type { ObjectTable } from './tables.ts';

/** How this base behaves in what bases differ in. */
export interface Manners {
  /** In which way it takes the arguments of a virtual table. */
  virtualTables: 'both' | 'as-function' | 'as-options';
  /** Whether it fails at any order, as large bases do. */
  failsAtOrder: boolean;
  /** Whether it gives every new object a key itself. */
  makesOwnKeys: boolean;
  /** Whether a condition may be on the rows of an object; old platforms know none. */
  knowsLambdas: boolean;
  /** How many of the next changes meet somebody who was faster. */
  meddling: number;
  /** Whether it answers a change with nothing instead of the object. */
  saysNothingOfChanges: boolean;
}

export interface Interface {
  readonly base: Infobase;
  readonly manners: Manners;
  readonly address: string;
}

/** Answers what is asked of one resource. @throws OnecRefusal */
export function answerFor(on: Interface, resource: Resource, asked: Asked): Reply {
  const { set, key, act } = resource;
  if (set === '' || set === '$metadata') return ofBase(on, set, asked);
  if (act !== null) return ofFunction(on, resource, asked);
  if (asked.method === 'GET') return key === null ? listed(on, set, asked) : ofOne(on, set, key);
  if (on.base.isSection(set))
    throw new OnecRefusal(13, 'Создание строк табличных частей напрямую не поддерживается');
  const store = on.base.store(set);
  if (asked.method === 'POST' && key === null) {
    const { Ref_Key, ...body } = bodyOf(asked);
    const row = store.create(
      on.manners.makesOwnKeys ? body : { ...body, ...(Ref_Key !== undefined && { Ref_Key }) },
    );
    return {
      ...json(201, entityOf(on, set, row)),
      headers: { location: `${on.address}/${encodeURIComponent(set)}(guid'${String(row['Ref_Key'])}')` },
    };
  }
  if (key === null || !['PATCH', 'MERGE', 'DELETE'].includes(asked.method))
    throw new OnecRefusal(19, 'Использованный HTTP-метод запрещен в данном контексте');
  const row = store.get(key);
  if (isStale(on, row, asked)) return { status: 412, body: '' };
  if (asked.method === 'DELETE') {
    store.rows.delete(key);
    return { status: 204, body: '' };
  }
  const changed = store.patch(key, bodyOf(asked));
  return on.manners.saysNothingOfChanges ? { status: 204, body: '' } : json(200, entityOf(on, set, changed));
}

function isStale({ manners }: Interface, row: Row, { headers }: Asked): boolean {
  const version = headers['if-match'];
  if (version === undefined || version === '*') return false;
  if (manners.meddling > 0) {
    manners.meddling -= 1;
    return true;
  }
  return version !== row['DataVersion'];
}

function ofBase({ base, address }: Interface, set: string, { method, fields }: Asked): Reply {
  if (method !== 'GET') throw new OnecRefusal(19, 'Использованный HTTP-метод запрещен в данном контексте');
  if (set === '$metadata') {
    if (fields.has('$format')) throw new OnecRefusal(3, 'Запрошенный тип представления не поддерживается');
    return { body: metadataXml(base.published), type: 'application/xml;charset=utf-8' };
  }
  const value = setsOf(base.published).map((name) => ({ name, url: name }));
  return json(200, { 'odata.metadata': `${address}/$metadata`, value });
}

function listed(on: Interface, set: string, asked: Asked): Reply {
  if (on.manners.failsAtOrder && asked.fields.has('$orderby'))
    throw new OnecRefusal(-1, 'Ошибка при выполнении запроса');
  if (!on.manners.knowsLambdas && /\/(any|all)\(/.test(asked.fields.get('$filter') ?? ''))
    throw new OnecRefusal(14, 'Ошибка разбора опций запроса: $filter');
  const selected = select(on.base.read(set), asked.fields);
  return wantsJson(asked) ? json(200, feedOf(on, set, selected)) : atom(selected);
}

const feedOf = ({ address }: Interface, set: string, { rows, count }: Selected): object => ({
  'odata.metadata': `${address}/$metadata#${set}`,
  ...(count !== undefined && { 'odata.count': count }),
  value: rows,
});

const entityOf = ({ address }: Interface, set: string, row: Row): object => ({
  'odata.metadata': `${address}/$metadata#${set}/@Element`,
  ...row,
});

function ofOne(on: Interface, set: string, key: string): Reply {
  if (/^guid|=/.test(key)) throw new OnecRefusal(0, 'Возможность не поддерживается');
  return json(200, entityOf(on, set, on.base.store(set).get(key)));
}

function ofFunction(on: Interface, { set, key, act, inputs }: Resource, asked: Asked): Reply {
  if (act === '$count' && key === null && asked.method === 'GET')
    return {
      body: String(select(on.base.read(set), asked.fields).rows.length),
      type: 'text/plain;charset=utf-8',
    };
  const table = on.base.table(set);
  if ((act === 'Post' || act === 'Unpost') && key !== null && table.kind === 'document') {
    if (asked.method !== 'POST')
      throw new OnecRefusal(19, 'Использованный HTTP-метод запрещен в данном контексте');
    const document = on.base.store(set).get(key);
    if (act === 'Unpost') on.base.register.unpost(document);
    else {
      if ((inputs ?? Object.fromEntries(asked.fields))['PostingModeOperational'] === 'true')
        throw new OnecRefusal(-1, 'Оперативное проведение документа запрещено');
      on.base.post(document);
    }
    return { status: 200, body: '' };
  }
  if (act === 'Balance' && key === null && table.kind === 'accumulation-register')
    return json(200, feedOf(on, `${set}_Balance`, { rows: balances(on, table, inputs, asked.fields) }));
  throw new OnecRefusal(11, `Метод не найден: ${String(act)}`);
}

const notDimensions = /^(Period|Recorder|Recorder_Type|LineNumber|Active|RecordType)$/;

function balances(
  { base, manners }: Interface,
  table: ObjectTable,
  inputs: Resource['inputs'],
  options: URLSearchParams,
): readonly Row[] {
  const way = inputs === null ? 'as-options' : 'as-function';
  if (manners.virtualTables !== 'both' && manners.virtualTables !== way)
    throw new OnecRefusal(6, 'Неверный URL');
  const given = inputs ?? Object.fromEntries(options);
  for (const name of Object.keys(given))
    if (!['Period', 'Condition', 'Dimensions', '$format'].includes(name))
      throw new OnecRefusal(14, `Ошибка разбора опций запроса: ${name}`);
  const fields = Object.fromEntries(
    Object.entries(table.fields).filter(([name, type]) => !notDimensions.test(name) && type !== 'number'),
  );
  const condition = given['Condition']
    ? conditionOf(given['Condition'], { fields, sections: {} })
    : () => true;
  const until = periodIn(given['Period']);
  const moved = base.register.movements.filter(
    (one) => one['Active'] === true && (until === null || one.Period < until) && condition(one),
  );
  return balanceRows(moved, dimensionsIn(given['Dimensions'], Object.keys(fields)));
}

/** Without one, whatever is in the register counts, also what begins some day; with one, what was before it. */
function periodIn(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  const [, period] = /^datetime'(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})'$/.exec(text) ?? [];
  if (period === undefined) throw new OnecRefusal(14, `Ошибка разбора опций запроса: ${text}`);
  return period;
}

function dimensionsIn(text: string | undefined, all: readonly string[]): readonly string[] {
  if (text === undefined || text === '') return all;
  return text.split(',').map((name) => {
    const found = all.find((one) => one === name.trim() || one === `${name.trim()}_Key`);
    if (found === undefined) throw new OnecRefusal(10, `Запрошенное свойство не найдено: ${name}`);
    return found;
  });
}

function bodyOf({ body, headers }: Asked): Row {
  if (!String(headers['content-type'] ?? '').startsWith('application/json'))
    throw new OnecRefusal(3, 'Запрошенный тип представления не поддерживается');
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    // It is said below.
  }
  throw new OnecRefusal(1, 'Не удалось разобрать строку');
}

const wantsJson = ({ fields, headers }: Asked): boolean =>
  /^json$|^application\/json/.test(fields.get('$format') ?? '') ||
  String(headers['accept'] ?? '').includes('application/json');

/** Who says nothing gets Atom. */
const atom = ({ rows }: Selected): Reply => ({
  type: 'application/atom+xml;type=feed;charset=utf-8',
  body: `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom">${rows
    .map((row) => `<entry><title>${String(row['Ref_Key'])}</title></entry>`)
    .join('')}</feed>`,
});
