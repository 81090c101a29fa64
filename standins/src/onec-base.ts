import { setTimeout as wait } from 'node:timers/promises';
import { httpGateway, type Asked, type HttpGateway, type Reply } from './http-gateway.ts';
import { OnecRefusal, plain, refusal } from './onec-base/answers.ts';
import { deskOf, type Desk } from './onec-base/by-hand.ts';
import type { Row } from './onec-base/condition.ts';
import { configurations, type ConfigurationName } from './onec-base/configurations.ts';
import { Infobase } from './onec-base/infobase.ts';
import { answerFor, type Manners } from './onec-base/interface.ts';
import { balance } from './onec-base/register.ts';
import { resourceOf } from './onec-base/resource.ts';
import { Sessions } from './onec-base/sessions.ts';

export type { ConfigurationName } from './onec-base/configurations.ts';

interface Settings {
  readonly configuration: ConfigurationName;
  readonly user?: string;
  readonly password?: string;
  /** 0: any that is free. */
  readonly port?: number;
  readonly timeZone?: string;
  /** 1C's clock, in epoch milliseconds; the one of this machine unless said. */
  readonly clock?: () => number;
}

export interface OnecBase extends HttpGateway {
  /** What is typed into whoever calls it. */
  readonly address: string;
  readonly user: string;
  readonly password: string;
  /** What people do in 1C itself. */
  readonly desk: Desk;
  readonly sessions: Sessions;
  readonly manners: Manners & {
    /** How long each answer takes. */
    slowMs: number;
    /** What a posting handler says to every document; null: nothing. */
    refusesPosting: string | null;
    /** Whether the web server knows the user. */
    knowsUser: boolean;
  };
  /** Everything that was asked, in its order: `POST Document_X`. */
  readonly asked: string[];
  rows(set: string): readonly Row[];
  /** Documents of points, by hand and from elsewhere. */
  documents(): readonly Row[];
  /** What the register has for a card or a partner. */
  balance(owner: string): number;
  unpublish(set: string): void;
  forbid(set: string): void;
  rename(set: string, field: string, to: string): void;
  /** The same of a column of a tabular section. */
  renameColumn(set: string, section: string, field: string, to: string): void;
}

/** A base of 1C:Enterprise in memory, behind its standard OData interface of version 3, of one of three configurations. */
export async function onecBase(settings: Settings): Promise<OnecBase> {
  const {
    configuration,
    user = 'bonum',
    password = 'секрет',
    port = 0,
    timeZone = 'Europe/Moscow',
    clock = Date.now,
  } = settings;
  const base = new Infobase(configurations[configuration], () => localTime(clock(), timeZone));
  const sessions = new Sessions();
  const asked: string[] = [];
  const manners = goodManners();
  const believed = `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
  let address = '';

  function answer(request: Asked): Reply {
    const resource = resourceOf(request.path.slice(ROOT.length).replace(/^\//, ''));
    asked.push(`${request.method} ${resource.set}${resource.act === null ? '' : `/${resource.act}`}`);
    if (resource.act === 'Post' && manners.refusesPosting !== null)
      throw new OnecRefusal(-1, manners.refusesPosting);
    return answerFor({ base, manners, address }, resource, request);
  }

  const gateway = await httpGateway(
    async (request) => {
      if (!request.path.startsWith(ROOT)) return plain(404, 'Не найдено');
      if (!manners.knowsUser || request.headers['authorization'] !== believed)
        return plain(401, 'Unauthorized', { 'www-authenticate': 'Basic realm="1C:Enterprise 8.3"' });
      const told = String(request.headers['ibsession'] ?? '');
      const session = sessions.begin(told === 'start', cookieOf(request));
      if (session === 'unknown') return plain(400, 'Сеанс не найден');
      if (session === 'full') return plain(500, 'Не обнаружено свободной лицензии');
      try {
        if (manners.slowMs > 0) await wait(manners.slowMs);
        return withSession(
          answered(() => answer(request)),
          session,
        );
      } finally {
        session.end();
        if (told === 'finish') sessions.finish(session.id);
      }
    },
    port,
    clock,
  );
  address = `${gateway.url}${ROOT}`;
  const { posting } = base.configuration;
  return Object.assign(gateway, {
    address,
    user,
    password,
    desk: deskOf(base),
    sessions,
    manners,
    asked,
    rows: (set: string) => [...(base.stores.get(set)?.rows.values() ?? [])],
    documents: () => [...(base.stores.get(posting.document)?.rows.values() ?? [])],
    balance: (owner: string) =>
      balance(base.register.movements.filter((movement) => movement[posting.dimension] === owner)),
    unpublish: (set: string) => void base.unpublished.add(set),
    forbid: (set: string) => void base.forbidden.add(set),
    ...renaming(base),
  });
}

const renaming = (base: Infobase): Pick<OnecBase, 'rename' | 'renameColumn'> => ({
  rename: (set, field, to) => base.rename(set, field, to),
  renameColumn: (set, section, field, to) => base.renameColumn(set, section, { field, to }),
});

const goodManners = (): OnecBase['manners'] => ({
  virtualTables: 'both',
  failsAtOrder: false,
  makesOwnKeys: false,
  knowsLambdas: true,
  meddling: 0,
  saysNothingOfChanges: false,
  slowMs: 0,
  refusesPosting: null,
  knowsUser: true,
});

const ROOT = '/trade/odata/standard.odata';

function answered(answer: () => Reply): Reply {
  try {
    return answer();
  } catch (error) {
    if (error instanceof OnecRefusal) return refusal(error);
    throw error;
  }
}

const withSession = (reply: Reply, { id, isNew }: { id: string | null; isNew: boolean }): Reply =>
  isNew && id !== null
    ? { ...reply, headers: { ...reply.headers, 'set-cookie': `ibsession=${id}; path=/trade; HttpOnly` } }
    : reply;

const cookieOf = ({ headers }: Asked): string | null =>
  /(?:^|;\s*)ibsession=([^;]+)/i.exec(String(headers['cookie'] ?? ''))?.[1] ?? null;

const localTime = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    .format(at)
    .replace(' ', 'T');
