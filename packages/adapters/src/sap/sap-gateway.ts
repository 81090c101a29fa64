import { randomUUID } from 'node:crypto';
import { isObject } from '../http/ask-gateway.ts';
import { askSystem, away, type Row } from '../http/ask-system.ts';
import type { TheirClock } from '../http/their-clock.ts';
import { readBatch, writeBatch, type Change } from './odata-batch.ts';
import { failureOf, got, readAnswer, type Got } from './sap-answer.ts';
import { sapSession, type SapSession } from './sap-session.ts';
import type { SapSettings } from './sap-settings.ts';

/** So many pages of one list; a search that finds more is a mistake in the mapping. */
const MOST_PAGES = 50;

const AT_ONCE = 4;

export interface SapGateway {
  /** One entity, with the entities within it that are named. */
  one(service: string, path: string, expand?: readonly string[]): Promise<Got<Row>>;
  /** All pages of a list. */
  list(service: string, set: string, filter: string): Promise<Got<readonly Row[]>>;
  /** Adds an entity, with whatever is within it, and returns it as it is now. */
  create(service: string, set: string, body: Row): Promise<Got<Row>>;
  /** Does all of it or nothing. */
  together(service: string, changes: readonly Change[]): Promise<Got<null>>;
  /** An address as it is, for what speaks no OData. */
  text(address: string): Promise<Got<string>>;
  /** Hands in a document of XML. */
  handIn(address: string, xml: string): Promise<Got<string>>;
}

/** What is done with SAP Gateway, each in one call; how a session lasts is nobody's concern outside. */
export function sapGateway(
  settings: SapSettings,
  { tokenService, theirClock }: { readonly tokenService: string; readonly theirClock: TheirClock },
): SapGateway {
  const ask = askSystem({
    most: settings.atOnce ?? AT_ONCE,
    theirClock,
    ...(settings.patienceMs !== undefined && { patienceMs: settings.patienceMs }),
  });
  const session = sapSession(settings, ask, tokenService);

  return {
    ...reading(session),

    async create(service, set, body) {
      const heard = await session.write(`${service}/${set}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (heard.state === 'away') return heard;
      const answer = readAnswer(heard);
      if (answer.state !== 'got') return answer;
      return answer.value === null ? away('not-understood') : got(answer.value);
    },

    async together(service, changes) {
      if (changes.length === 0) return got(null);
      const { type, body } = writeBatch(changes, randomUUID());
      const heard = await session.write(`${service}/$batch`, {
        method: 'POST',
        headers: { 'content-type': type, accept: 'multipart/mixed' },
        body,
      });
      if (heard.state === 'away') return heard;
      if (heard.status >= 300) return failureOf(heard);
      return readBatch({ type: heard.headers.get('content-type'), text: heard.text }, changes.length);
    },

    async text(address) {
      const heard = await session.get(address, '*/*');
      if (heard.state === 'away') return heard;
      return heard.status < 300 ? got(heard.text) : failureOf(heard);
    },

    async handIn(address, xml) {
      const heard = await session.handIn(address, {
        method: 'POST',
        headers: { 'content-type': 'text/xml; charset=utf-8', accept: 'text/html' },
        body: xml,
      });
      if (heard.state === 'away') return heard;
      return heard.status < 300 ? got(heard.text) : failureOf(heard);
    },
  };
}

function reading(session: SapSession): Pick<SapGateway, 'one' | 'list'> {
  async function read(address: string): Promise<Got<Row>> {
    const heard = await session.get(address);
    if (heard.state === 'away') return heard;
    const answer = readAnswer(heard);
    if (answer.state !== 'got') return answer;
    return answer.value === null ? away('not-understood') : got(answer.value);
  }

  async function list(service: string, set: string, filter: string): Promise<Got<readonly Row[]>> {
    const rows: Row[] = [];
    let query = `$filter=${encodeURIComponent(filter)}&$format=json`;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const answer = await read(`${service}/${set}?${query}`);
      if (answer.state !== 'got') return answer;
      const results = answer.value['results'];
      if (!Array.isArray(results)) return away('not-understood');
      rows.push(...results.filter(isObject));
      const next = nextOf(answer.value);
      if (next === null) return got(rows);
      query = next;
    }
    return away('too-much');
  }

  return {
    list,
    one: (service, path, expand = []) =>
      read(
        `${service}/${path}?$format=json${expand.length > 0 ? `&$expand=${encodeURIComponent(expand.join(','))}` : ''}`,
      ),
  };
}

/**
 * What asks for the next page; null: this was the last. SAP writes a whole address, with the name that it has inside of the company's
 * network, so only what was asked is taken of it.
 */
function nextOf(page: Row): string | null {
  const next = page['__next'];
  if (typeof next !== 'string') return null;
  const query = next.split('?')[1] ?? '';
  // The client is said anew with every address.
  return query
    .split('&')
    .filter((part) => !part.startsWith('sap-client='))
    .join('&');
}
