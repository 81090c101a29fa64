import { onecRecord } from '@bonum/adapters/onec';
import { sapRecord } from '@bonum/adapters/sap';
import type { RecordSystem, SystemOfRecord } from '@bonum/adapters/system-of-record';
import type { Fault } from '@bonum/standins/http-gateway';
import { onecBase } from '@bonum/standins/onec-base';
import { sapGateway } from '@bonum/standins/sap-gateway';

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
  readonly url: string;
  /** What goes wrong between it and us, request by request. */
  readonly faults: Fault[];
  /** Enters somebody; gives what it calls them. */
  readonly enter: (who: Outsider) => string;
  readonly addPoints: (recordId: string, points: number) => void;
  readonly pointsOf: (recordId: string) => number;
  readonly changePhone: (recordId: string, phone: string) => void;
  readonly blockCard: (number: string) => void;
}

/** What SAP calls the stores and tills of a chain that has other names for them. */
interface Named {
  readonly stores?: Readonly<Record<string, string>>;
  readonly tills?: Readonly<Record<string, string>>;
}

/** Opens one on a port of its own. */
export const outsideSystems: {
  readonly [System in RecordSystem]?: (named?: Named) => Promise<OutsideSystem>;
} = { onec, sap };

const account = { user: 'BONUM', password: 'секрет' };
const PATIENCE_MS = 1000;

async function sap(receipts: Named = {}): Promise<OutsideSystem> {
  const gateway = await sapGateway(account);
  return {
    system: sapRecord({ url: gateway.url, ...account, client: '100', patienceMs: PATIENCE_MS, receipts }),
    url: gateway.url,
    faults: gateway.faults,
    enter: ({ card, ...who }) => gateway.seed({ ...who, cards: [card] }),
    addPoints: gateway.addPoints,
    pointsOf: gateway.balanceOf,
    changePhone: gateway.changePhone,
    blockCard: gateway.blockCard,
    [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose](),
  };
}

/** Retail 2, in which points are of cards. */
async function onec(): Promise<OutsideSystem> {
  const base = await onecBase({ configuration: 'rt2' });
  const { address, user, password, desk } = base;
  const cards = (): readonly Readonly<Record<string, unknown>>[] => base.rows('Catalog_ИнформационныеКарты');
  const cardsOf = (recordId: string): readonly string[] =>
    recordId.startsWith('card:')
      ? [recordId.slice('card:'.length)]
      : cards().flatMap((card) => (card['ВладелецКарты'] === recordId ? [String(card['Ref_Key'])] : []));
  return {
    system: onecRecord({
      url: address,
      user,
      password,
      profile: 'rt2',
      timeoutMs: PATIENCE_MS,
      programme: desk.programme,
      values: { cardKind: desk.cardKind },
    }),
    url: base.url,
    faults: base.faults,
    enter: ({ name, surname, ...who }) => desk.enter({ ...who, name: `${surname} ${name}` }).person,
    addPoints: (recordId, points) => void desk.movePoints(cardsOf(recordId)[0] ?? '', points),
    pointsOf: (recordId) => cardsOf(recordId).reduce((sum, card) => sum + base.balance(card), 0),
    changePhone: desk.changePhone,
    blockCard: (number) => {
      const found = cards().find((card) => card['КодКарты'] === number);
      if (found) desk.blockCard(String(found['Ref_Key']));
    },
    [Symbol.asyncDispose]: () => base[Symbol.asyncDispose](),
  };
}
