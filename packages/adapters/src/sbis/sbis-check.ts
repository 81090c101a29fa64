import { isObject } from '../http/ask-gateway.ts';
import { away, type Row } from '../http/ask-system.ts';
import type { RecordCheck } from '../system-of-record.ts';
import type { OwnIds } from './give-order.ts';
import { figureOf, got, textOf, type Got } from './sbis-answer.ts';
import type { SbisLine } from './sbis-line.ts';
import { ordersOf, type SbisSettings } from './sbis-settings.ts';

const PAGE = 100;
const MOST_PAGES = 100;

/** Looks whether Saby lets in, and has the points of sale that the settings name. */
export async function checkSbis(
  line: SbisLine,
  settings: SbisSettings,
  { proved }: OwnIds,
): Promise<readonly RecordCheck[]> {
  const points = await pointsOfSale(line);
  if (points.state !== 'got')
    return [{ what: 'point/list', ok: false, detail: points.state === 'missing' ? gone : whyNot(points) }];
  const names = [...points.value].map(([id, name]) => `${id} — ${name}`).join('; ');
  const checks = [...new Set([settings.pointId, ...Object.values(settings.stores ?? {})])].map(
    (id): RecordCheck => ({
      what: `pointId ${id}`,
      ok: points.value.has(id),
      detail: points.value.has(id) ? '' : `Такой точки продаж в Saby нет. Есть: ${names}`,
    }),
  );
  return [
    { what: 'point/list', ok: true, detail: '' },
    ...checks,
    ...(ordersOf(settings) === null
      ? []
      : [{ what: 'order/create externalId', ok: proved !== false, detail: proved === false ? ownOnly : '' }]),
  ];
}

const gone = 'По этому адресу у Saby ничего нет: проверьте apiUrl';
const ownOnly =
  'Saby не находит заказы по номеру, который дал им Bonum: если ответ на создание заказа потеряется, его придётся искать по комментарию';

/** All points, by their numbers. Pages are counted from 0. */
async function pointsOfSale(line: SbisLine): Promise<Got<ReadonlyMap<number, string>>> {
  const points = new Map<number, string>();
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await line.get('point/list', { page, pageSize: PAGE });
    if (answer.state !== 'got') return answer;
    const rows = answer.value['salesPoints'];
    if (!Array.isArray(rows)) return away('not-understood');
    for (const row of rows.filter(isObject)) {
      const id = figureOf(row, 'id');
      if (id !== null) points.set(id, textOf(row, 'name', 'address') ?? '');
    }
    if (!hasMore(answer.value)) return got(points);
  }
  return away('too-much');
}

function hasMore(page: Row): boolean {
  const outcome = page['outcome'];
  return (isObject(outcome) ? outcome['hasMore'] : page['hasMore']) === true;
}

const whyNot = (answer: { readonly because: string; readonly detail?: string }): string =>
  sentences[answer.because] ?? answer.detail ?? 'Saby не отвечает как следует';

const sentences: Readonly<Record<string, string>> = {
  unreachable: 'По этому адресу никто не отвечает: проверьте authUrl, apiUrl и сеть',
  'no-answer': 'Saby не ответил вовремя',
  busy: 'Saby просит зайти позже',
  'wrong-login': 'Saby не впускает: проверьте appClientId, appSecret и secretKey',
  'not-understood': 'Вместо Saby ответило что-то другое: проверьте адреса и прокси',
  broken: 'Ошибка внутри Saby',
};
