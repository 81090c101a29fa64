import { grouped, type ReceiptFact, type StorePlace } from '../../apps/server/src/abuse/facts.ts';
import { randomOf } from '../../apps/server/src/demo/random.ts';

/** Degrees; cities lie some 150 km apart, stores of a city within some ten. */
const BETWEEN_CITIES = 2;
const WITHIN_CITY = 0.1;
/** Stores that are put anywhere, so that honest members too are now and then where they cannot be. */
const ASTRAY = 0.04;

/**
 * Where the stores are: made up, but so that stores that share many customers are in one town. A store joins the town of the store
 * with which it shares most; the data name no place.
 */
export function placesOf(trade: readonly ReceiptFact[], seed: string): StorePlace[] {
  const random = randomOf(`${seed} places`);
  const shared = new Map<string, Map<string, number>>();
  for (const own of grouped(
    trade.filter(({ memberId }) => memberId !== null),
    ({ memberId }) => memberId?.split('.')[0] ?? '',
  ).values()) {
    const stores = [...new Set(own.map(({ storeId }) => storeId))];
    for (const one of stores) {
      const with_ = shared.get(one) ?? new Map<string, number>();
      for (const other of stores) if (other !== one) with_.set(other, (with_.get(other) ?? 0) + 1);
      shared.set(one, with_);
    }
  }
  const volume = [...grouped(trade, ({ storeId }) => storeId)].toSorted(
    ([, a], [, b]) => b.length - a.length,
  );
  const towns = new Map<string, { readonly latitude: number; readonly longitude: number }>();
  const places: StorePlace[] = [];
  for (const [storeId] of volume) {
    const [nearest] = [...(shared.get(storeId) ?? [])]
      .filter(([other]) => towns.has(other))
      .toSorted(([, a], [, b]) => b - a);
    const town = (random.chance(ASTRAY) || !nearest ? undefined : towns.get(nearest[0])) ?? {
      latitude: 45 + random.next() * 8 * BETWEEN_CITIES,
      longitude: 35 + random.next() * 8 * BETWEEN_CITIES,
    };
    towns.set(storeId, town);
    places.push({
      storeId,
      latitude: town.latitude + (random.next() - 0.5) * WITHIN_CITY,
      longitude: town.longitude + (random.next() - 0.5) * WITHIN_CITY,
    });
  }
  return places;
}
