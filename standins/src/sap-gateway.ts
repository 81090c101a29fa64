import { httpGateway, type Asked, type HttpGateway, type Reply } from './http-gateway.ts';
import { IdocInbox, type BookedReceipt, type Idoc } from './sap/idoc-inbox.ts';
import { services, type ServiceName, type Values } from './sap/sap-model.ts';
import { answerOData } from './sap/sap-odata.ts';
import { notFound, refusalReply } from './sap/sap-refusal.ts';
import { balanceOf, sapRules } from './sap/sap-rules.ts';
import { SapSessions, untrusted } from './sap/sap-sessions.ts';
import { SapStore, type Stored } from './sap/sap-store.ts';

export type { BookedReceipt, Idoc } from './sap/idoc-inbox.ts';

interface Settings {
  readonly user: string;
  readonly password: string;
  readonly port?: number;
  /** How many rows a page of a list has. */
  readonly pageSize?: number;
  /** SAP's clock, in epoch milliseconds; the one of this machine unless said. */
  readonly clock?: () => number;
}

/** Somebody who is to be there already. */
export interface SeededPartner {
  readonly name?: string;
  readonly surname?: string;
  readonly phone?: string;
  readonly email?: string;
  /** As `1990-12-31`. */
  readonly birthDate?: string;
  readonly gender?: 'female' | 'male';
  readonly cards?: readonly string[];
  readonly points?: number;
}

export interface SapGateway extends HttpGateway {
  /** @returns the number of the partner */
  seed(partner: SeededPartner): string;
  /** Somebody changes a partner in SAP itself. */
  change(id: string, fields: Readonly<Record<string, string | boolean>>): void;
  changePhone(id: string, phone: string): void;
  /** Somebody puts another address into it. */
  changeAddress(id: string, fields: Readonly<Record<string, string>>): void;
  blockCard(number: string): void;
  /** A card was valid to the end of this day, in epoch milliseconds. */
  endCard(number: string, day: number): void;
  /** Points that come from elsewhere; below zero: that go. */
  addPoints(id: string, points: number): void;
  balanceOf(id: string): number;
  /** Rows of an entity set, as they are kept. */
  rows(set: string): readonly Readonly<Values>[];
  /** How often something was written: `POST OperationSet`. */
  readonly written: ReadonlyMap<string, number>;
  readonly idocs: readonly Idoc[];
  /** Receipts that are booked, each once. */
  receipts(): readonly BookedReceipt[];
  /** All sessions are over. */
  expireSessions(): void;
  readonly sessions: { readonly opened: number };
  /** What happens in SAP just before the next write, each once. */
  readonly meanwhile: (() => void)[];
  /** Somebody gives a field of a service another name. */
  rename(set: string, field: string, to: string): void;
  pageSize: number;
}

/**
 * SAP Gateway with business partners, a loyalty service as a chain might have made one, and the inbox for IDocs; everything is kept in
 * memory, and what the real one refuses is refused.
 */
export async function sapGateway(settings: Settings): Promise<SapGateway> {
  const store = new SapStore(sapRules);
  const sessions = new SapSessions();
  const inbox = new IdocInbox();
  const written = new Map<string, number>();
  const state = { pageSize: settings.pageSize ?? 100 };
  const meanwhile: (() => void)[] = [];
  const wrote = (what: string): void => void written.set(what, (written.get(what) ?? 0) + 1);
  const basic = `Basic ${Buffer.from(`${settings.user}:${settings.password}`, 'utf8').toString('base64')}`;

  const answer = (asked: Asked): Reply => {
    const client = asked.fields.get('sap-client');
    if (asked.headers['authorization'] !== basic || (client !== null && client !== '100')) return stranger;
    if (asked.path === '/sap/bc/idoc_xml') return inbox.take(asked);
    const service = serviceOf(asked.path);
    if (service === null) return refusalReply(notFound(asked.path));
    if (asked.method !== 'GET') {
      if (!sessions.isTrusted(asked)) return untrusted;
      meanwhile.shift()?.();
    }
    const to = { store, service, pageSize: () => state.pageSize, wrote };
    const reply = answerOData(to, asked.path.slice(services[service].length + 1), asked);
    return {
      ...reply,
      headers: { dataserviceversion: '2.0', ...reply.headers, ...sessions.headersFor(asked) },
    };
  };

  const gateway = await httpGateway(answer, settings.port, settings.clock);
  return Object.assign(state, gateway, {
    ...handles(store),
    written,
    meanwhile,
    sessions,
    idocs: inbox.idocs,
    receipts: () => inbox.receipts,
    expireSessions: () => sessions.expire(),
    rename: (set: string, field: string, to: string) => void store.renamed.set(`${set}/${field}`, to),
  });
}

const stranger: Reply = {
  status: 401,
  type: 'text/html; charset=utf-8',
  headers: { 'www-authenticate': 'Basic realm="SAP NetWeaver Application Server [S4H/100]"' },
  body: '<html><head><title>Logon Error Message</title></head><body>401 Unauthorized</body></html>',
};

const serviceOf = (path: string): ServiceName | null =>
  path.startsWith(`${services.partners}/`)
    ? 'partners'
    : path.startsWith(`${services.loyalty}/`)
      ? 'loyalty'
      : null;

const addressesOf = (store: SapStore, id: string): readonly Stored[] =>
  store.in('A_BusinessPartnerAddress').filter(({ values }) => values['BusinessPartner'] === id);

function handles(store: SapStore) {
  let references = 0;
  const partner = (id: string): Stored => store.by('A_BusinessPartner', { BusinessPartner: id });
  const addPoints = (id: string, points: number): void => {
    references += 1;
    store.create('OperationSet', {
      Partner: id,
      Points: String(points),
      ExternalReference: `ELSEWHERE-${references}`,
    });
  };
  const endCard = (number: string, last: number): void => {
    const row = store
      .in('A_BuPaIdentification')
      .find(({ values }) => values['BPIdentificationNumber'] === number);
    if (row) store.change(row, { ValidityStartDate: day('2020-01-01'), ValidityEndDate: `/Date(${last})/` });
  };
  return {
    addPoints,
    balanceOf: (id: string) => balanceOf(store, id),
    rows: (set: string) => store.in(set).map(({ values }) => values),
    change: (id: string, fields: Readonly<Record<string, string | boolean>>) =>
      store.change(partner(id), fields),
    changePhone(id: string, phone: string) {
      const addresses = new Set(addressesOf(store, id).map(({ values }) => values['AddressID']));
      const row = store
        .in('A_AddressPhoneNumber')
        .find(({ values }) => addresses.has(values['AddressID'] ?? null));
      if (row) store.change(row, { PhoneNumber: phone });
    },
    changeAddress(id: string, fields: Readonly<Record<string, string>>) {
      const [row] = addressesOf(store, id);
      if (row) store.change(row, fields);
    },
    blockCard: (number: string) => endCard(number, Date.UTC(2020, 0, 2)),
    endCard,
    seed(seeded: SeededPartner) {
      const { phone, email, cards = [], points = 0, birthDate } = seeded;
      const made = store.create('A_BusinessPartner', {
        BusinessPartnerCategory: '1',
        FirstName: seeded.name ?? '',
        LastName: seeded.surname ?? 'НЕ УКАЗАНО',
        BirthDate: birthDate === undefined ? null : day(birthDate),
        IsFemale: seeded.gender === 'female',
        IsMale: seeded.gender === 'male',
        to_BusinessPartnerAddress: [
          {
            Country: 'RU',
            ...(email !== undefined && { to_EmailAddress: [{ EmailAddress: email }] }),
            ...(phone !== undefined && {
              to_MobilePhoneNumber: [{ PhoneNumber: phone, PhoneNumberType: '3' }],
            }),
          },
        ],
        to_BuPaIdentification: cards.map((card) => ({
          BPIdentificationType: 'ZCARD',
          BPIdentificationNumber: card,
          ValidityStartDate: day('2020-01-01'),
          ValidityEndDate: day('9999-12-31'),
        })),
      });
      const id = String(made.values['BusinessPartner']);
      if (points !== 0) addPoints(id, points);
      return id;
    },
  };
}

const day = (text: string): string => `/Date(${Date.parse(`${text}T00:00:00Z`)})/`;
