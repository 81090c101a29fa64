import { isObject } from '../http/ask-gateway.ts';
import { away, type Row } from '../http/ask-system.ts';
import { faultOf, isThere, isWrong } from '../http/record-checks.ts';
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
  if (points.state === 'missing') return [isWrong('point/list', 'nothing-here', { setting: 'apiUrl' })];
  if (points.state !== 'got') return [faultOf('point/list', points, wheres)];
  const names = [...points.value].map(([id, name]) => `${id} — ${name}`).join('; ');
  const wanted = [...new Set([settings.pointId, ...Object.values(settings.stores ?? {})])];
  return [
    isThere('point/list'),
    ...wanted.map((id) =>
      points.value.has(id) ? isThere(`pointId ${id}`) : isWrong(`pointId ${id}`, 'no-point', { names }),
    ),
    ...(ordersOf(settings) === null
      ? []
      : [proved === false ? isWrong(OWN_IDS, 'own-ids-only') : isThere(OWN_IDS)]),
  ];
}

const OWN_IDS = 'order/create externalId';

/** Where it is said what to ask, and as whom. */
const wheres = { login: 'appClientId, appSecret, secretKey', address: 'authUrl, apiUrl' };

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
