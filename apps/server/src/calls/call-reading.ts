import type { CallNews } from '@bonum/adapters/ports';

/** What is known of a call from everything that was told of it. */
export interface CallReading {
  readonly state: 'ringing' | 'talking' | 'held' | 'ended';
  /** null: nobody has said. */
  readonly direction: 'in' | 'out' | null;
  /** In E.164; null: withheld, or not said. */
  readonly clientPhone: string | null;
  readonly line: string | null;
  /** Where it rings or is talked now. */
  readonly at: readonly string[];
  /** Who talked last; before that, where it rang last. */
  readonly extension: string | null;
  /** By what the exchange is told to do something with it: the part that is talked, else one that rings. */
  readonly leg: string | null;
  readonly startedAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  /** null: it has not ended. */
  readonly talkSeconds: number | null;
  readonly recordRefs: readonly string[];
}

/**
 * Reads a call from its news: in whatever order they came and however often, the same news are the same call. null: of nothing
 * but a recording, nothing is known.
 */
export function readCall(told: readonly CallNews[]): CallReading | null {
  const news = inOrder(told);
  const spoken = news.filter(({ event }) => event !== 'recording-ready');
  if (spoken.length === 0) return null;
  const legs = legsOf(spoken);
  const live = legs.filter(({ state }) => state !== 'ended');
  const ended = endOf(spoken, legs);
  const shown = live.find(({ state }) => state !== 'ringing') ?? live.at(-1);
  const answeredAt = earliest(spoken.filter(({ event }) => event === 'answered'));
  const last = legs.findLast((leg) => leg.answeredAt !== null && leg.extension !== null);
  return {
    state:
      ended === null
        ? shown?.state === 'ended'
          ? 'ringing'
          : (shown?.state ?? wholeState(spoken))
        : 'ended',
    direction: first(spoken, 'direction') ?? null,
    clientPhone: firstKnown(spoken),
    line: first(spoken, 'line') ?? null,
    at: ended === null ? [...new Set(live.flatMap(({ extension }) => extension ?? []))].sort() : [],
    extension:
      shown?.extension ??
      last?.extension ??
      legs.findLast((leg) => leg.extension !== null)?.extension ??
      first(spoken, 'extension') ??
      null,
    leg: ended === null ? (shown?.id ?? null) : null,
    startedAt: Math.min(...spoken.map(({ at }) => at)),
    answeredAt,
    endedAt: ended,
    talkSeconds: ended === null ? null : talkOf(spoken, { legs, ended, answeredAt }),
    recordRefs: [...new Set(news.flatMap(({ recordRef }) => recordRef ?? []))].sort(),
  };
}

/** Once each, by time; of the same time, in an order that does not hang on how they came. */
function inOrder(told: readonly CallNews[]): CallNews[] {
  const once = new Map(told.map((one) => [newsKey(one), one]));
  return [...once]
    .sort(([a, one], [b, other]) => one.at - other.at || (a < b ? -1 : 1))
    .map(([, one]) => one);
}

/** The same for the same news, and for no others. */
export const newsKey = (news: CallNews): string =>
  JSON.stringify(Object.entries(news).sort(([a], [b]) => (a < b ? -1 : 1)));

interface Leg {
  readonly id: string;
  readonly state: CallReading['state'];
  readonly extension: string | null;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
}

const states = { started: 'ringing', answered: 'talking', held: 'held' } as const;
const rank = { started: 0, answered: 1, held: 2, ended: 3, 'recording-ready': 4 } as const;

/** The parts of a call, by when each began. */
function legsOf(news: readonly CallNews[]): Leg[] {
  const byLeg = Map.groupBy(
    news.filter(({ leg }) => leg !== undefined),
    ({ leg }) => leg ?? '',
  );
  return [...byLeg].map(([id, own]) => {
    // What began anew after its end would be another part.
    const ends = own.filter(({ event }) => event === 'ended');
    const last = own.toSorted((a, b) => placeOf(a) - placeOf(b) || rank[a.event] - rank[b.event]).at(-1);
    const answered = own.some(({ event }) => event === 'answered' || event === 'held');
    const now = last && last.event in states ? states[last.event as keyof typeof states] : 'ringing';
    return {
      id,
      // It rings no more once somebody has answered, whatever comes late.
      state: ends.length > 0 ? 'ended' : now === 'ringing' && answered ? 'talking' : now,
      extension: first(own, 'extension') ?? null,
      answeredAt: earliest(own.filter(({ event }) => event === 'answered')),
      endedAt: earliest(ends),
    };
  });
}

const placeOf = ({ order, at }: CallNews): number => order ?? at;

/** What a call is that nobody says the parts of. */
function wholeState(news: readonly CallNews[]): CallReading['state'] {
  const now = news.findLast(({ event }) => event !== 'started')?.event;
  return now === 'answered' || now === 'held' ? states[now] : 'ringing';
}

/** A call has ended when that is said of it, or of each of its parts. */
function endOf(news: readonly CallNews[], legs: readonly Leg[]): number | null {
  const said = earliest(news.filter(({ event, leg }) => event === 'ended' && leg === undefined));
  if (said !== null) return said;
  if (legs.length === 0 || legs.some(({ state }) => state !== 'ended')) return null;
  return Math.max(...legs.map(({ endedAt }) => endedAt ?? 0));
}

interface Ended {
  readonly legs: readonly Leg[];
  readonly ended: number;
  readonly answeredAt: number | null;
}

/** What the exchange counted, or else from the first word to the last. */
function talkOf(news: readonly CallNews[], { legs, ended, answeredAt }: Ended): number {
  const counted = news.flatMap(({ talkSeconds }) => talkSeconds ?? []);
  if (counted.length > 0) return Math.max(...counted);
  if (answeredAt === null) return 0;
  const talked = legs.filter((leg) => leg.answeredAt !== null).map(({ endedAt }) => endedAt ?? ended);
  const until = talked.length > 0 ? Math.max(...talked) : ended;
  return Math.max(0, Math.round((until - answeredAt) / 1000));
}

const earliest = (news: readonly CallNews[]): number | null =>
  news.length === 0 ? null : Math.min(...news.map(({ at }) => at));

const first = <K extends 'direction' | 'line' | 'extension'>(
  news: readonly CallNews[],
  name: K,
): CallNews[K] | undefined => news.find((one) => one[name] !== undefined)?.[name];

/** A number that is shown once is known, wherever else it was left out. */
const firstKnown = (news: readonly CallNews[]): string | null =>
  news.find(({ clientPhone }) => typeof clientPhone === 'string')?.clientPhone ?? null;
