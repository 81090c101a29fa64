import type { GrantFact, MergeFact, ReceiptFact, SignUpFact } from '../../apps/server/src/abuse/facts.ts';
import { randomOf, type Random } from '../../apps/server/src/demo/random.ts';

const MINUTE_MS = 60_000;
const OPERATORS = 12;
const LIMIT = 1000;

/** What honest staff do, and how honest people join: made up whole, as no public data has it; its times are those of real receipts. */
export interface StaffWork {
  readonly grants: readonly GrantFact[];
  readonly signUps: readonly SignUpFact[];
  readonly merges: readonly MergeFact[];
}

export function staffWorkOf(trade: readonly ReceiptFact[], seed: string): StaffWork {
  return { grants: grantsOf(trade, seed), signUps: signUpsOf(trade, seed), merges: mergesOf(trade, seed) };
}

const withMember = (trade: readonly ReceiptFact[]): readonly (ReceiptFact & { memberId: string })[] =>
  trade.flatMap((sale) => (sale.memberId === null ? [] : [{ ...sale, memberId: sale.memberId }]));

/** Complaints are answered by day, mostly with round sums, rarely with the most there is; some people complain again. */
function grantsOf(trade: readonly ReceiptFact[], seed: string): GrantFact[] {
  const buyers = withMember(trade);
  return Array.from({ length: OPERATORS }, (_, index) => {
    const operatorId = `operator-${index + 1}`;
    const random = randomOf(`${seed} grants ${operatorId}`);
    const grants: GrantFact[] = [];
    for (let number = random.whole(10, 60); number > 0; number--) {
      const about = random.pick(buyers);
      const before = grants.length > 0 && random.chance(0.05) ? random.pick(grants) : null;
      grants.push({
        grantId: `${operatorId}-${number}`,
        operatorId,
        memberId: before?.memberId ?? about.memberId,
        at: byDay(about.at, random),
        points: random.chance(0.03) ? LIMIT : 50 * random.weighted([1, 2, 3, 4, 6, 10, 16], (of) => 1 / of),
        limit: LIMIT,
      });
    }
    return grants;
  }).flat();
}

const DAY_MS = 86_400_000;
/** At a time between nine and nine, Moscow's; one in two hundred by somebody who stayed on. */
const byDay = (at: number, random: Random): number =>
  Math.floor(at / DAY_MS) * DAY_MS +
  (random.chance(0.005) ? random.whole(0, 1439) : random.whole(6 * 60, 18 * 60)) * MINUTE_MS;

/** One of twenty buyers joined with the purchase: at the store's Wi-Fi, by a mobile operator that many share, or at home. */
function signUpsOf(trade: readonly ReceiptFact[], seed: string): SignUpFact[] {
  const joined = new Set<string>();
  const signUps: SignUpFact[] = [];
  for (const { memberId, at, storeId } of withMember(trade)) {
    const random = randomOf(`${seed} joins ${memberId}`);
    if (joined.has(memberId) || !random.chance(0.05)) continue;
    joined.add(memberId);
    const [last] = random.chance(0.07) ? signUps.slice(-1) : [];
    signUps.push({
      memberId,
      at: at + random.whole(1, 60) * MINUTE_MS,
      device: last?.device ?? `device-of-${memberId}`,
      network: random.weighted(
        [last?.network ?? `home-of-${memberId}`, `wifi-of-${storeId}`, `mobile-${random.whole(1, 8)}`],
        (network) => (network.startsWith('wifi') ? 4 : 3),
      ),
      storeId,
    });
  }
  return signUps;
}

/** People who have two profiles, rarely three. */
function mergesOf(trade: readonly ReceiptFact[], seed: string): MergeFact[] {
  const random = randomOf(`${seed} merges`);
  const buyers = withMember(trade);
  return Array.from({ length: 150 }, (_, index) => {
    const about = random.pick(buyers);
    const profiles = random.weighted([1, 2], (count) => (count === 1 ? 19 : 1));
    return Array.from({ length: profiles }, (_unused, number) => ({
      mergeId: `merge-${index}-${number}`,
      memberId: about.memberId,
      fromMemberId: `other-of-${about.memberId}-${number}`,
      operatorId: `operator-${random.whole(1, OPERATORS)}`,
      at: byDay(about.at, random),
      points: random.whole(0, 800),
    }));
  }).flat();
}
