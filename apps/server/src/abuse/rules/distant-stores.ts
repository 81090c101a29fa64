import { negativeBinomialTail } from '../chance.ts';
import { grouped, type ReceiptFact, type StorePlace } from '../facts.ts';
import type { Parameters } from '../parameters.ts';
import type { Tested } from '../suspicion.ts';
import { receiptTrace, newest, sum } from './evidence.ts';

/** One card at two stores, faster than anybody travels. A family has that now and then; a card that is passed about, often. */
export function distantStores(
  sales: readonly ReceiptFact[],
  places: readonly StorePlace[],
  { fewest, journey }: Parameters,
): Tested[] {
  const placeOf = new Map(places.map((place) => [place.storeId, place]));
  const located = sales.filter(({ memberId, storeId }) => memberId !== null && placeOf.has(storeId));
  const members = [...grouped(located, ({ memberId }) => memberId ?? '')].map(([memberId, own]) => {
    const inOrder = own.toSorted((one, other) => one.at - other.at);
    const journeys = inOrder.flatMap((to, index) => {
      const from = inOrder[index - 1];
      const kilometres = from ? distance(placeOf.get(from.storeId), placeOf.get(to.storeId)) : 0;
      return from ? [{ from, to, kilometres, minutes: (to.at - from.at) / 60_000 }] : [];
    });
    const possible = ({ kilometres, minutes }: Journey): boolean =>
      kilometres <= ((minutes + journey.clockMinutes) / 60) * journey.fastest;
    return { memberId, journeys: journeys.length, impossible: journeys.filter((one) => !possible(one)) };
  });
  const all = sum(members.map(({ journeys }) => journeys));
  const usual = sum(members.map(({ impossible }) => Math.min(impossible.length, 1)));
  const rate = (usual + 1) / (all + 2);
  return members.map(({ memberId, journeys, impossible }) => ({
    rule: 'distant-stores',
    subject: { kind: 'member', memberId },
    chance:
      impossible.length < fewest.journeys
        ? 1
        : negativeBinomialTail(impossible.length, journeys * rate, SHAPE),
    evidence: () => ({
      figures: {
        journeys: impossible.length,
        usualJourneys: journeys * rate,
        farthest: Math.max(...impossible.map(({ kilometres }) => kilometres)),
        quickestMinutes: Math.min(...impossible.map(({ minutes }) => minutes)),
        points: sum(impossible.map(({ to }) => to.earned)),
      },
      members: [memberId],
      traces: newest([...new Set(impossible.flatMap(({ from, to }) => [from, to]))].map(receiptTrace)),
    }),
  }));
}

interface Journey {
  readonly kilometres: number;
  readonly minutes: number;
}

/** Families share a card in many different ways. */
const SHAPE = 1;

const EARTH_KM = 6371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** As the crow flies. */
function distance(from: StorePlace | undefined, to: StorePlace | undefined): number {
  if (!from || !to) return 0;
  const dLatitude = radians(to.latitude - from.latitude);
  const dLongitude = radians(to.longitude - from.longitude);
  const h =
    Math.sin(dLatitude / 2) ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(dLongitude / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}
