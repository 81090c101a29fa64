import { negativeBinomialTail, quantile } from '../chance.ts';
import { grouped, type SignUpFact } from '../facts.ts';
import type { Parameters } from '../parameters.ts';
import type { Subject, Tested } from '../suspicion.ts';
import { newest, sum } from './evidence.ts';
import { repeatsOf, repeatsTail } from './repeats.ts';

const DAY_MS = 86_400_000;

/**
 * Many sign-ups from one device, or on one day from one network. A device is held to how often a chain's devices sign somebody up
 * again. A network is held to its own other days, since behind one address there may be a household, a store's Wi-Fi or a whole
 * mobile operator.
 */
export function signUps(all: readonly SignUpFact[], { fewest, windowDays }: Parameters): Tested[] {
  return [...fromDevices(all, fewest.signUps), ...fromNetworks(all, { least: fewest.signUps, windowDays })];
}

function fromDevices(all: readonly SignUpFact[], least: number): Tested[] {
  const byDevice = grouped(
    all.filter(({ device }) => device !== null),
    ({ device }) => device ?? '',
  );
  const usual = repeatsOf([...byDevice.values()].map((own) => [own.length]));
  return [...byDevice].map(([device, own]) => ({
    rule: 'sign-ups',
    subject: { kind: 'device', device },
    chance: own.length < least ? 1 : repeatsTail(usual, 1, own.length - 1),
    evidence: () =>
      evidenceOf(own, { usual: 1 + sum(usual.map((one, k) => one * k)), days: daysOf(own).size }),
  }));
}

function fromNetworks(
  all: readonly SignUpFact[],
  { least, windowDays }: { readonly least: number; readonly windowDays: number },
): Tested[] {
  const byNetwork = [
    ...grouped(
      all.filter(({ network }) => network !== null),
      ({ network }) => network ?? '',
    ),
  ].map(([network, own]) => ({ network, days: daysOf(own) }));
  const usual = quantile(
    byNetwork.flatMap(({ days }) => [...days.values()].map((day) => day.length)),
    HIGH,
  );
  return byNetwork.map(({ network, days }) => {
    const counts = [...days.values()].map((day) => day.length);
    const highest = Math.max(...counts);
    const others = (sum(counts) - highest) / Math.max(1, windowDays - 1);
    const mean = Math.max(others, usual / 2);
    const own = [...days.values()].find((day) => day.length === highest) ?? [];
    const subject: Subject = { kind: 'network', network };
    return {
      rule: 'sign-ups',
      subject,
      // The highest of its days was taken.
      chance: highest < least ? 1 : Math.min(1, negativeBinomialTail(highest, mean, SHAPE) * windowDays),
      evidence: () => evidenceOf(own, { usual: mean, days: 1 }),
    };
  });
}

/** What nine of ten days of a network stay below. */
const HIGH = 0.9;
/** Days of one network differ: a campaign, a weekend. */
const SHAPE = 3;

const daysOf = (own: readonly SignUpFact[]): ReadonlyMap<string, SignUpFact[]> =>
  grouped(own, ({ at }) => String(Math.floor(at / DAY_MS)));

const evidenceOf = (own: readonly SignUpFact[], { usual, days }: { usual: number; days: number }) => ({
  figures: { signUps: own.length, days, usualSignUps: usual },
  members: own.map(({ memberId }) => memberId).slice(-MOST_MEMBERS),
  traces: newest(
    own.map(({ memberId, at, storeId }) => ({
      kind: 'sign-up',
      id: memberId,
      at,
      memberId,
      ...(storeId !== null && { storeId }),
    })),
  ),
});

/** A block of the case suspends them: it must name them all, up to what a reviewer can look at. */
const MOST_MEMBERS = 60;
