import { away, refused } from '../http/ask-system.ts';
import { theirClock } from '../http/their-clock.ts';
import type {
  Carried,
  FoundBy,
  Read,
  RecordCommand,
  RecordedMember,
  RecordedReceipt,
  SystemOfRecord,
} from '../system-of-record.ts';
import { cardSet, identificationCards, type Cards } from './cards.ts';
import { changesOf, patchPartner } from './change-partner.ts';
import { forgetChanges, mergeChanges } from './leave-partner.ts';
import type { Change } from './odata-batch.ts';
import {
  consentsOf,
  findPartner,
  isPutAway,
  personOf,
  readPartner,
  readPutAway,
  type Partner,
  type Partners,
} from './partners.ts';
import { balanceOf, operate, type PointsCommand } from './points.ts';
import { receiptIdoc } from './receipt-idoc.ts';
import { isRegisteredBy, registerPartner } from './register-partner.ts';
import { got, portly, type Got } from './sap-answer.ts';
import { checkSap } from './sap-check.ts';
import { sapGateway } from './sap-gateway.ts';
import { mappingOf, type SapMapping, type SapSettings } from './sap-settings.ts';

export { readSapSettings } from './read-sap-settings.ts';
export type { SapSettings } from './sap-settings.ts';

/**
 * Members, cards and points that are kept in SAP.
 * @param clock ours, in epoch milliseconds: a card that is no longer valid by it or by SAP's is blocked
 */
export function sapRecord(settings: SapSettings, clock: () => number = Date.now): SystemOfRecord {
  const mapping = mappingOf(settings);
  const theirs = theirClock(clock);
  const gateway = sapGateway(settings, {
    tokenService: mapping.partners.service,
    theirClock: theirs,
  });
  const partners: Partners = { gateway, mapping: mapping.partners };
  const cards =
    mapping.cards === null ? identificationCards(partners, theirs) : cardSet(partners, mapping.cards);
  const sap: Sap = { mapping, partners, cards, clock };
  return {
    system: 'sap',
    find: async (by) => shown(sap, await findBy(sap, by)),
    read: async (recordId) => shown(sap, await readPartner(partners, recordId)),
    carryOut: (command) => carryOut(sap, command),
    check: () => checkSap(gateway, mapping),
  };
}

interface Sap {
  readonly mapping: SapMapping;
  readonly partners: Partners;
  readonly cards: Cards;
  readonly clock: () => number;
}

const findBy = ({ partners, cards }: Sap, by: FoundBy): Promise<Got<Partner | null>> =>
  'card' in by ? cards.find(by.card) : findPartner(partners, by);

async function shown(sap: Sap, found: Got<Partner | null>): Promise<Read<RecordedMember | null>> {
  if (found.state !== 'got') return portly(found);
  if (found.value === null) return { state: 'read', value: null };
  const member = await memberOf(sap, found.value);
  return member.state === 'got' ? { state: 'read', value: member.value } : portly(member);
}

async function memberOf({ mapping, partners, cards }: Sap, partner: Partner): Promise<Got<RecordedMember>> {
  const known = await cards.of(partner);
  if (known.state !== 'got') return known;
  const owner = { id: partner.id, cards: known.value };
  const points = await balanceOf(partners.gateway, mapping.accounts, owner);
  if (points.state !== 'got') return points;
  return got({
    recordId: partner.id,
    ...personOf(partner, mapping.partners),
    consents: consentsOf(partner, mapping.partners),
    cards: known.value,
    points: points.value,
    suspended: partner.row['BusinessPartnerIsBlocked'] === true,
  });
}

async function carryOut(sap: Sap, command: RecordCommand): Promise<Carried> {
  // Who has changed a partner since it was read is read again, once; after that there is somebody at it right now.
  const first = await act(sap, command);
  const done = first.state === 'stale' ? await act(sap, command) : first;
  return done.state === 'got' ? done.value : portly(done);
}

type Done = Got<Carried>;

const done = (what: Omit<Extract<Carried, { state: 'done' }>, 'state'> = {}): Done =>
  got({ state: 'done', ...what });

function act(sap: Sap, command: RecordCommand): Promise<Done> {
  switch (command.act) {
    case 'register':
      return register(sap, command);
    case 'change':
      return onPartner(sap, command, (partner) => changesOf(partner, command.who, sap.partners));
    case 'suspend':
      return onPartner(sap, command, (partner) =>
        partner.row['BusinessPartnerIsBlocked'] === true
          ? []
          : [patchPartner(partner, { BusinessPartnerIsBlocked: true })],
      );
    case 'resume':
      // One that was part of another, and is itself again, comes back from where it was put away.
      return onPartner(sap, command, backFromAway, readPutAway);
    case 'put-card':
      return withId(command, async (id) => {
        const put = await sap.cards.put(id, command.card, command.at, command.takenFrom);
        return put.state === 'got' ? done() : put;
      });
    case 'points':
      return withId(command, (id) => movePoints(sap, command, id));
    case 'receipt':
      return receipt(sap, command, command.receipt);
    case 'merge':
      return withId(command, (id) => merge(sap, id, command.intoRecordId));
    default:
      return withId(command satisfies RecordCommand & { act: 'forget' }, (id) => forget(sap, id));
  }
}

const unknown: Done = refused('not-registered');

const withId = ({ who }: RecordCommand, work: (id: string) => Promise<Done>): Promise<Done> =>
  who.recordId === null ? Promise.resolve(unknown) : work(who.recordId);

const gone = (id: string): Done => refused('not-found', { names: id });

const onPartner = (
  { partners }: Sap,
  command: RecordCommand,
  changes: (partner: Partner) => readonly Change[],
  read: typeof readPartner = readPartner,
): Promise<Done> =>
  withId(command, async (id) => {
    const partner = await read(partners, id);
    if (partner.state !== 'got') return partner;
    if (partner.value === null) return gone(id);
    const written = await partners.gateway.together(partners.mapping.service, changes(partner.value));
    return written.state === 'got' ? done() : written;
  });

const backFromAway = (partner: Partner): readonly Change[] => {
  const isBack = partner.row['BusinessPartnerIsBlocked'] !== true && !isPutAway(partner);
  const back = { BusinessPartnerIsBlocked: false, IsMarkedForArchiving: false };
  return isBack ? [] : [patchPartner(partner, back)];
};

async function register({ partners, cards, mapping }: Sap, command: RecordCommand): Promise<Done> {
  const ownSet = mapping.cards !== null;
  const { card } = command.who;
  const holder = ownSet && card !== null ? await cards.find(card) : got(null);
  if (holder.state !== 'got') return holder;
  if (holder.value) {
    const byUs = isRegisteredBy(holder.value, partners, command.commandId);
    return done({ recordId: holder.value.id, ...(!byUs && { found: true }) });
  }
  const registered = await registerPartner(partners, command, !ownSet);
  if (registered.state !== 'got') return registered;
  const { id, byUs } = registered.value;
  if (ownSet && byUs && card !== null) {
    const put = await cards.put(id, { number: card, state: 'active' }, command.at);
    if (put.state !== 'got') return put;
  }
  return done({ recordId: id, ...(!byUs && { found: true }) });
}

async function movePoints({ partners, mapping }: Sap, command: PointsCommand, id: string): Promise<Done> {
  const { operations } = mapping;
  const owner = operations.ownerIs === 'partner' ? id : command.who.card;
  if (owner === null) return refused('no-card');
  const operated = await operate(partners.gateway, operations, { command, owner });
  return operated.state === 'got' ? done({ reference: operated.value }) : operated;
}

/** What SAP says to an IDoc that it has taken; what becomes of it, its own list of IDocs says. */
const TAKEN = 'IDoc-XML-inbound ok';

async function receipt(
  { partners, mapping, clock }: Sap,
  { who }: RecordCommand,
  sold: RecordedReceipt,
): Promise<Done> {
  if (mapping.receipts === null) return got({ state: 'kept' });
  const idoc = receiptIdoc(mapping.receipts, sold, { card: who.card, now: clock() });
  if (idoc.state !== 'got') return idoc;
  const answer = await partners.gateway.handIn(mapping.receipts.path, idoc.value);
  if (answer.state !== 'got') return answer;
  return answer.value.includes(TAKEN) ? done({ reference: sold.receiptId }) : away('not-understood');
}

async function merge({ partners, cards }: Sap, id: string, intoId: string): Promise<Done> {
  const from = await readPartner(partners, id);
  if (from.state !== 'got') return from;
  // Put away: it has been done before.
  if (from.value === null) return done();
  const into = await readPartner(partners, intoId);
  if (into.state !== 'got') return into;
  if (into.value === null) return gone(intoId);
  const handed = await cards.hand(from.value, intoId);
  if (handed.state !== 'got') return handed;
  const merged = await partners.gateway.together(
    partners.mapping.service,
    mergeChanges(from.value, into.value),
  );
  return merged.state === 'got' ? done() : merged;
}

async function forget({ partners }: Sap, id: string): Promise<Done> {
  const partner = await readPartner(partners, id);
  if (partner.state !== 'got') return partner;
  if (partner.value === null) return done();
  const forgotten = await partners.gateway.together(
    partners.mapping.service,
    forgetChanges(partner.value, partners),
  );
  return forgotten.state === 'got' ? done() : forgotten;
}
