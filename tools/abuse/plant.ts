import {
  grouped,
  type GrantFact,
  type MergeFact,
  type ReceiptFact,
  type SignUpFact,
  type StorePlace,
} from '../../apps/server/src/abuse/facts.ts';
import { randomOf, type Random } from '../../apps/server/src/demo/random.ts';
import { earnedOf, shuffled } from './trade.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What the chain has, honest as it is. */
export interface Chain {
  readonly receipts: readonly ReceiptFact[];
  readonly grants: readonly GrantFact[];
  readonly signUps: readonly SignUpFact[];
  readonly merges: readonly MergeFact[];
  readonly places: readonly StorePlace[];
}

/** One fraud, and everybody who is guilty of it. */
export interface Fraud {
  readonly shape: Shape;
  /** How much of it: receipts in a shift, cycles, journeys, grants, sign-ups or merges, as the shape has it. */
  readonly intensity: number;
  /** What was done in all: receipts, grants, sign-ups, merges. */
  readonly acts: number;
  /** Members, cashiers, operators, devices, networks. */
  readonly guilty: ReadonlySet<string>;
}

export type Shape =
  | 'one card, every shift'
  | 'one card, now and then'
  | 'three cards in turn'
  | 'earn, spend, return'
  | 'a card passed about'
  | 'grants to friends'
  | 'grants below the limit, at night'
  | 'a device that joins'
  | 'a network that joins'
  | 'profiles collected';

/** How each shape is done: it takes the chain and says what is added or put in another's place. Honest members stay as they are. */
type Planting = (
  chain: Chain,
  of: { readonly random: Random; readonly intensity: number; readonly name: string },
) => Planted;
interface Planted {
  readonly guilty: readonly string[];
  /** Receipts that nobody had shown a card for, with a card now. */
  readonly instead?: readonly ReceiptFact[];
  readonly receipts?: readonly ReceiptFact[];
  readonly grants?: readonly GrantFact[];
  readonly signUps?: readonly SignUpFact[];
  readonly merges?: readonly MergeFact[];
}

const byCashier =
  (cards: number, shareOfShifts: number): Planting =>
  (chain, { random, intensity, name }) => {
    const cashier = busyCashier(chain, random);
    const shifts = [
      ...grouped(namelessOf(chain, cashier), ({ at }) => String(Math.floor(at / DAY_MS))).values(),
    ];
    const members = Array.from({ length: cards }, (_, index) => `${name}-card-${index + 1}`);
    const instead = shifts
      .filter(() => random.chance(shareOfShifts))
      .flatMap((shift) => shuffled(shift, random).slice(0, intensity))
      .map((sale, index) => shown(sale, members[index % cards] ?? ''));
    return { guilty: [cashier, ...members], instead };
  };

export const shapes: Record<Shape, { readonly intensities: readonly number[]; readonly plant: Planting }> = {
  'one card, every shift': { intensities: [1, 2, 3, 4], plant: byCashier(1, 1) },
  'one card, now and then': { intensities: [1, 2, 3, 4], plant: byCashier(1, 0.4) },
  'three cards in turn': { intensities: [1, 2, 3, 4], plant: byCashier(3, 1) },
  'earn, spend, return': {
    intensities: [2, 3, 4, 6],
    plant(chain, { random, intensity, name }) {
      const nameless = shuffled(
        chain.receipts.filter(
          ({ memberId, type, paid }) => memberId === null && type === 'sale' && paid > 1000,
        ),
        random,
      ).slice(0, intensity * 2);
      const instead = nameless.map((sale) => shown(sale, name));
      const returns = instead.slice(0, intensity).map((sale): ReceiptFact => ({
        ...sale,
        receiptId: `${sale.receiptId}-back`,
        type: 'return',
        ofReceiptId: sale.receiptId,
        at: sale.at + random.whole(1, 5) * DAY_MS,
        paid: -sale.paid,
        earned: 0,
        owed: sale.earned,
      }));
      return { guilty: [name], instead, receipts: returns };
    },
  },
  'a card passed about': {
    intensities: [1, 2, 3, 5],
    plant(chain, { random, intensity, name }) {
      const placed = new Map(chain.places.map((place) => [place.storeId, place]));
      const nameless = chain.receipts.filter(
        ({ memberId, type, storeId }) => memberId === null && type === 'sale' && placed.has(storeId),
      );
      const instead: ReceiptFact[] = [];
      for (const sale of shuffled(nameless, random)) {
        if (instead.length >= intensity * 2) break;
        const far = nameless.find(
          (other) =>
            other.at > sale.at &&
            other.at < sale.at + 30 * MINUTE_MS &&
            Math.abs((placed.get(other.storeId)?.latitude ?? 0) - (placed.get(sale.storeId)?.latitude ?? 0)) >
              1,
        );
        if (far) instead.push(shown(sale, name), shown(far, name));
      }
      return { guilty: [name], instead };
    },
  },
  'grants to friends': {
    intensities: [4, 6, 10, 16],
    plant: (chain, { random, intensity, name }) => {
      const operatorId = random.pick(chain.grants).operatorId;
      const friends = [`${name}-friend-1`, `${name}-friend-2`];
      return {
        guilty: [operatorId],
        grants: grantsBy(chain, { random, intensity, operatorId, friends, night: false }),
      };
    },
  },
  'grants below the limit, at night': {
    intensities: [4, 6, 10, 16],
    plant: (chain, { random, intensity, name }) => {
      const operatorId = random.pick(chain.grants).operatorId;
      const friends = Array.from({ length: intensity }, (_, index) => `${name}-friend-${index + 1}`);
      return {
        guilty: [operatorId],
        grants: grantsBy(chain, { random, intensity, operatorId, friends, night: true }),
      };
    },
  },
  'a device that joins': {
    intensities: [3, 5, 8, 15],
    plant: (chain, { random, intensity, name }) => ({
      guilty: [`${name}-device`],
      signUps: Array.from({ length: intensity }, (_, index) => ({
        memberId: `${name}-joined-${index}`,
        at: random.pick(chain.receipts).at,
        device: `${name}-device`,
        network: `${name}-network-${index % 3}`,
        storeId: null,
      })),
    }),
  },
  'a network that joins': {
    intensities: [5, 8, 15, 30],
    plant(chain, { random, intensity, name }) {
      const begins = random.pick(chain.receipts).at;
      return {
        guilty: [`${name}-network`],
        signUps: Array.from({ length: intensity }, (_, index) => ({
          memberId: `${name}-joined-${index}`,
          at: begins + random.whole(0, 180) * MINUTE_MS,
          device: `${name}-device-${index}`,
          network: `${name}-network`,
          storeId: null,
        })),
      };
    },
  },
  'profiles collected': {
    intensities: [3, 4, 6, 10],
    plant: (chain, { random, intensity, name }) => ({
      guilty: [name],
      merges: Array.from({ length: intensity }, (_, index) => ({
        mergeId: `${name}-merge-${index}`,
        memberId: name,
        fromMemberId: `${name}-profile-${index}`,
        operatorId: random.pick(chain.grants).operatorId,
        at: random.pick(chain.receipts).at,
        points: random.whole(100, 900),
      })),
    }),
  },
};

/** Hides one fraud of each of these shapes, at this step of its intensities. */
export function plant(
  chain: Chain,
  { step, seed, of = Object.keys(shapes) as Shape[] }: { step: number; seed: string; of?: readonly Shape[] },
): { readonly chain: Chain; readonly frauds: readonly Fraud[] } {
  let now = chain;
  const frauds: Fraud[] = [];
  for (const shape of of) {
    const { intensities, plant: planting } = shapes[shape];
    const intensity = intensities[step] ?? 0;
    const name = `${seed}-${shape}`;
    const planted = planting(now, { random: randomOf(`${name} ${intensity}`), intensity, name });
    now = withPlanted(now, planted);
    frauds.push({ shape, intensity, acts: actsOf(planted), guilty: new Set(planted.guilty) });
  }
  return { chain: now, frauds };
}

const actsOf = ({ instead = [], receipts = [], grants = [], signUps = [], merges = [] }: Planted): number =>
  instead.length + receipts.length + grants.length + signUps.length + merges.length;

function withPlanted(
  chain: Chain,
  { instead = [], receipts = [], grants = [], signUps = [], merges = [] }: Planted,
): Chain {
  const changed = new Map(instead.map((sale) => [sale.receiptId, sale]));
  return {
    ...chain,
    receipts: [...chain.receipts.map((sale) => changed.get(sale.receiptId) ?? sale), ...receipts],
    grants: [...chain.grants, ...grants],
    signUps: [...chain.signUps, ...signUps],
    merges: [...chain.merges, ...merges],
  };
}

/** The customer showed no card, so somebody showed another. */
const shown = (sale: ReceiptFact, memberId: string): ReceiptFact => ({
  ...sale,
  memberId,
  earned: earnedOf(sale.paid),
});

const namelessOf = ({ receipts }: Chain, cashier: string): readonly ReceiptFact[] =>
  receipts.filter((sale) => sale.cashier === cashier && sale.memberId === null);

/** Somebody who has customers to take from: the more, the likelier. */
function busyCashier({ receipts }: Chain, random: Random): string {
  const busy = [
    ...grouped(
      receipts.filter(({ memberId, cashier }) => memberId === null && cashier !== null),
      ({ cashier }) => cashier ?? '',
    ),
  ].filter(([, nameless]) => nameless.length >= FEWEST_CUSTOMERS);
  return random.weighted(busy, ([, nameless]) => nameless.length)[0];
}
const FEWEST_CUSTOMERS = 15;

interface Granting {
  readonly random: Random;
  readonly intensity: number;
  readonly operatorId: string;
  readonly friends: readonly string[];
  readonly night: boolean;
}

function grantsBy(chain: Chain, { random, intensity, operatorId, friends, night }: Granting): GrantFact[] {
  return Array.from({ length: intensity }, (_, index) => {
    const like = random.pick(chain.grants);
    const late = Math.floor(like.at / DAY_MS) * DAY_MS + random.whole(20 * 60, 26 * 60) * MINUTE_MS;
    return {
      ...like,
      grantId: `${operatorId}-for-friends-${index}`,
      operatorId,
      memberId: random.pick(friends),
      at: night && random.chance(0.7) ? late : like.at,
      points: night ? Math.floor(((like.limit ?? 0) * random.whole(92, 99)) / 100) : like.points,
    };
  });
}
