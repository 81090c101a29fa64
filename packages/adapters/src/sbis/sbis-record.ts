import { away } from '../http/ask-system.ts';
import {
  unknownPerson,
  type Carried,
  type Read,
  type RecordCommand,
  type RecordedMember,
  type SystemOfRecord,
} from '../system-of-record.ts';
import { giveOrder, type Orders, type OwnIds } from './give-order.ts';
import { figureOf, textOf } from './sbis-answer.ts';
import { checkSbis } from './sbis-check.ts';
import { sbisLine, type SbisLine } from './sbis-line.ts';
import { ordersOf, type SbisSettings } from './sbis-settings.ts';
import { writeOff } from './write-off.ts';

export { readSbisSettings } from './read-sbis-settings.ts';
export type { SbisSettings } from './sbis-settings.ts';

/**
 * Bonuses that Saby keeps. It lets nobody from outside grant bonuses, register or change a customer or give out a card: all that
 * Bonum keeps beside it.
 */
export function sbisRecord(settings: SbisSettings): SystemOfRecord {
  const line = sbisLine(settings);
  const orders = ordersOf(settings);
  const ownIds: OwnIds = { proved: orders?.ownIds ?? null };
  const to: Orders | null = orders && { line, settings, orders, ownIds };
  return {
    system: 'sbis',
    find: (by) => ('phone' in by ? findByPhone(line, settings, by.phone) : Promise.resolve(nobody)),
    read: (recordId) => memberOf(line, settings, { recordId, phone: null }),
    carryOut: (command) => carryOut(settings, to, command),
    check: () => checkSbis(line, settings, ownIds),
  };
}

const nobody: Read<null> = { state: 'read', value: null };

async function findByPhone(
  line: SbisLine,
  settings: SbisSettings,
  phone: string,
): Promise<Read<RecordedMember | null>> {
  const found = await line.get('customer/find', {
    phone: phone.replace(/\D/g, ''),
    pointId: settings.pointId,
  });
  // Saby says that there is nobody with a 404 or with a 400.
  const isNobody =
    found.state === 'missing' || (found.state === 'refused' && found.because === 'sbis-refused');
  if (isNobody) return nobody;
  if (found.state !== 'got') return found;
  const recordId = textOf(found.value, 'person', 'externalId', 'uuid');
  return recordId === null ? nobody : memberOf(line, settings, { recordId, phone });
}

/** Of a customer Saby tells nothing but what they may spend; a phone is known to be theirs if they were found by it. */
async function memberOf(
  line: SbisLine,
  { pointId }: SbisSettings,
  { recordId, phone }: { readonly recordId: string; readonly phone: string | null },
): Promise<Read<RecordedMember | null>> {
  const answer = await line.get(`customer/${encodeURIComponent(recordId)}/bonus-balance`, { pointId });
  if (answer.state === 'missing') return nobody;
  if (answer.state !== 'got') return answer;
  if (!('bonusBalance' in answer.value)) return away('not-understood');
  const balance = figureOf(answer.value, 'bonusBalance');
  return {
    state: 'read',
    value: {
      ...unknownPerson,
      recordId,
      phone,
      consents: {},
      cards: [],
      // Parts of a bonus cannot be spent here; null where paying with bonuses is switched off.
      points: balance === null ? null : Math.floor(balance),
      suspended: false,
    },
  };
}

function carryOut({ kind }: SbisSettings, to: Orders | null, command: RecordCommand): Promise<Carried> {
  if (to !== null && command.act === 'receipt') return giveOrder(to, command, command.receipt);
  // Only what was paid with: points that a return takes back were never Saby's.
  if (to !== null && command.act === 'points' && command.because === 'spent' && command.points < 0)
    if (kind === undefined || kind === command.kind) return writeOff(to, command);
  return Promise.resolve({ state: 'kept' });
}
