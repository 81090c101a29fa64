import { onecRecord } from '@bonum/adapters/onec';
import { sapRecord } from '@bonum/adapters/sap';
import { sbisRecord } from '@bonum/adapters/sbis';
import type { RecordSystem, SystemOfRecord } from '@bonum/adapters/system-of-record';
import type { Known } from '@bonum/standins/back-office';
import type { Fault } from '@bonum/standins/http-gateway';
import { onecBase, type OnecBase } from '@bonum/standins/onec-base';
import { sapGateway } from '@bonum/standins/sap-gateway';
import { sbisRetail, type SbisRetail } from '@bonum/standins/sbis-retail';

/** Somebody whom the system of record knows. */
export interface Outsider {
  readonly name: string;
  readonly surname: string;
  readonly phone: string;
  readonly card: string;
  readonly points: number;
}

/** A system of record on this machine, and what people do in it who know nothing of Bonum. */
export interface OutsideSystem extends AsyncDisposable {
  readonly system: SystemOfRecord;
  /** Everybody it knows. */
  readonly people: () => readonly Known[];
  /** What goes wrong between it and us, request by request. */
  readonly faults: Fault[];
  /** Enters somebody; gives what it calls them. */
  readonly enter: (who: Outsider) => string;
  readonly addPoints: (recordId: string, points: number) => void;
  readonly pointsOf: (recordId: string) => number;
  readonly changePhone: (recordId: string, phone: string) => void;
  /** What it has of somebody's city; Saby has none. */
  readonly cityOf: (recordId: string) => string | null;
  readonly moveTo: (recordId: string, city: string) => void;
  /** Whether they agree to advertising, as it has it; null: nobody has said anything. */
  readonly agrees: (recordId: string) => boolean | null;
  readonly agree: (recordId: string, yes: boolean) => void;
  readonly blockCard: (number: string) => void;
}

/** What SAP calls the stores and tills of a chain that has other names for them, what time it is, and how long an answer is waited for. */
interface Named {
  readonly stores?: Readonly<Record<string, string>>;
  readonly tills?: Readonly<Record<string, string>>;
  /** Ours, where time is not that of the wall; theirs is. */
  readonly clock?: () => number;
  readonly patienceMs?: number;
}

/** Opens one on a port of its own. */
export const outsideSystems = { onec, sap, sbis } satisfies {
  readonly [System in RecordSystem]: (named?: Named) => Promise<OutsideSystem>;
};

const account = { user: 'BONUM', password: 'секрет' };
const PATIENCE_MS = 8000;

async function sap({
  stores = {},
  tills = {},
  patienceMs = PATIENCE_MS,
}: Named = {}): Promise<OutsideSystem> {
  const gateway = await sapGateway(account);
  return {
    system: sapRecord({
      url: gateway.url,
      ...account,
      client: '100',
      patienceMs,
      partners: { consents: { advertising: SAP_ADVERTISING } },
      receipts: { stores, tills },
    }),
    people: () =>
      gateway.rows('A_BusinessPartner').map((row) => {
        const recordId = String(row['BusinessPartner']);
        const name = `${String(row['LastName'] ?? '')} ${String(row['FirstName'] ?? '')}`.trim();
        return { recordId, name, points: gateway.balanceOf(recordId) };
      }),
    faults: gateway.faults,
    enter: ({ card, ...who }) => gateway.seed({ ...who, cards: [card] }),
    addPoints: (recordId, points) => gateway.addPoints(recordId, points),
    pointsOf: (recordId) => gateway.balanceOf(recordId),
    changePhone: (recordId, phone) => gateway.changePhone(recordId, phone),
    cityOf: (recordId) => {
      const row = gateway
        .rows('A_BusinessPartnerAddress')
        .find((address) => address['BusinessPartner'] === recordId);
      return String(row?.['CityName'] ?? '') || null;
    },
    moveTo: (recordId, city) => gateway.changeAddress(recordId, { CityName: city }),
    agrees: (recordId) =>
      gateway.rows('A_BusinessPartner').find((row) => row['BusinessPartner'] === recordId)?.[
        SAP_ADVERTISING
      ] === true,
    agree: (recordId, yes) => gateway.change(recordId, { [SAP_ADVERTISING]: yes }),
    blockCard: (number) => gateway.blockCard(number),
    [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose](),
  };
}

/** A field that this chain has added to partners. */
const SAP_ADVERTISING = 'YY1_AgreesToAdvertising_bus';

/** Retail 2, in which points are of cards, and to which this chain has added properties. */
async function onec({ clock, patienceMs = PATIENCE_MS }: Named = {}): Promise<
  OutsideSystem & {
    readonly base: OnecBase;
    /** Guids of what was added. */
    readonly properties: Readonly<Record<'advertising' | 'sms' | 'children' | 'shoeSize', string>>;
  }
> {
  const base = await onecBase({ configuration: 'rt2' });
  const { address, user, password, desk } = base;
  const advertising = desk.addProperty('Согласен на рассылку');
  const sms = desk.addProperty('Согласен на SMS');
  const children = desk.addProperty('Покупает для детей');
  const shoeSize = desk.addProperty('Размер обуви');
  const cards = (): readonly Readonly<Record<string, unknown>>[] => base.rows('Catalog_ИнформационныеКарты');
  const cardsOf = (recordId: string): readonly string[] =>
    recordId.startsWith('card:')
      ? [recordId.slice('card:'.length)]
      : cards().flatMap((card) => (card['ВладелецКарты'] === recordId ? [String(card['Ref_Key'])] : []));
  const pointsOf = (recordId: string): number =>
    cardsOf(recordId).reduce((sum, card) => sum + base.balance(card), 0);
  return {
    system: onecRecord(
      {
        url: address,
        user,
        password,
        profile: 'rt2',
        timeoutMs: patienceMs,
        programme: desk.programme,
        values: { cardKind: desk.cardKind, advertising, sms, children, shoeSize },
        person: {
          consents: {
            advertising: { property: '$advertising', yes: true, no: false },
            'offers/sms': { property: '$sms', yes: true, no: false },
          },
          answers: {
            children: { property: '$children', as: 'yes-no' },
            'shoe-size': { property: '$shoeSize', as: 'number' },
          },
        },
      },
      clock,
    ),
    base,
    properties: { advertising, sms, children, shoeSize },
    people: () =>
      base.rows('Catalog_ФизическиеЛица').map((row) => {
        const recordId = String(row['Ref_Key']);
        return { recordId, name: String(row['Description']), points: pointsOf(recordId) };
      }),
    faults: base.faults,
    enter: ({ name, surname, ...who }) => desk.enter({ ...who, name: `${surname} ${name}` }).person,
    addPoints: (recordId, points) => void desk.movePoints(cardsOf(recordId)[0] ?? '', points),
    pointsOf,
    changePhone: (recordId, phone) => desk.changePhone(recordId, phone),
    cityOf: (recordId) => desk.cityOf(recordId),
    moveTo: (recordId, city) => desk.moveTo(recordId, city),
    agrees: (recordId) => {
      const said = desk.propertyOf(recordId, advertising);
      return said === null ? null : said === 'true';
    },
    agree: (recordId, yes) => desk.setProperty(recordId, advertising, yes),
    blockCard: (number) => {
      const found = cards().find((card) => card['КодКарты'] === number);
      if (found) desk.blockCard(String(found['Ref_Key']));
    },
    [Symbol.asyncDispose]: () => base[Symbol.asyncDispose](),
  };
}

const app = { appClientId: '4242', appSecret: 'СЕКРЕТ', secretKey: 'ключ' };
const POINT_ID = 7;

/** Saby knows no cards, and points of its own only. */
async function sbis({ stores = {}, patienceMs = PATIENCE_MS }: Named = {}): Promise<
  OutsideSystem & { readonly retail: SbisRetail }
> {
  const points = Object.values(stores).map(Number);
  const retail = await sbisRetail({
    ...app,
    points: Object.fromEntries([POINT_ID, ...points].map((point) => [point, `Магазин ${point}`])),
  });
  return {
    system: sbisRecord({
      ...app,
      pointId: POINT_ID,
      stores: Object.fromEntries(Object.entries(stores).map(([id, point]) => [id, Number(point)])),
      authUrl: retail.authUrl,
      apiUrl: retail.apiUrl,
      patienceMs,
    }),
    retail,
    people: () =>
      retail.customers.map(({ id, name, bonuses }) => ({
        recordId: id,
        name: name ?? '',
        points: bonuses ?? 0,
      })),
    faults: retail.faults,
    enter: ({ name, phone, points: bonuses }) => retail.seed({ name, phone, bonuses }),
    addPoints: (recordId, more) => retail.setBonuses(recordId, (retail.bonusesOf(recordId) ?? 0) + more),
    pointsOf: (recordId) => retail.bonusesOf(recordId) ?? 0,
    changePhone: (recordId, phone) => retail.changePhone(recordId, phone),
    cityOf: () => null,
    moveTo: () => {},
    agrees: () => null,
    agree: () => {},
    blockCard: () => {},
    [Symbol.asyncDispose]: () => retail[Symbol.asyncDispose](),
  };
}
