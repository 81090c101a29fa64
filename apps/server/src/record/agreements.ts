import type { Agreeing } from '@bonum/adapters/system-of-record';
import { subscriptionChannels } from '@bonum/contract';
import type { ConsentRow, MemberRow } from '../owner/read-owner.ts';
import { ADVERTISING, type SubscriptionChannel } from '../members/subscriptions.ts';
import { FROM_RECORD } from './from-record.ts';

/** What consents are called between here and the system of record: by their kind, and offers by a channel as `offers/sms`. */
const offersBy = (channel: SubscriptionChannel): string => `offers/${channel}`;
const channelOf = (name: string): SubscriptionChannel | null =>
  subscriptionChannels.find((channel) => offersBy(channel) === name) ?? null;

type Said = Pick<MemberRow, 'consents' | 'subscriptions'>;

/** What somebody has said, or the system of record has said of them. */
interface Word {
  readonly given: boolean;
  /** It only repeats what the system of record says. */
  readonly itsOwn: boolean;
}

const consentTo = ({ consents }: Said, kind: string): Word | null => {
  const last = consents.find((consent) => consent.kind === kind);
  return last ? { given: last.given, itsOwn: last.version === FROM_RECORD } : null;
};

/** By a channel nobody is advertised to who does not agree to advertising. */
function offersWord(said: Said, channel: SubscriptionChannel): Word | null {
  const wanted = said.subscriptions[channel]?.['offers'];
  if (wanted === false) return { given: false, itsOwn: false };
  const advertising = consentTo(said, ADVERTISING);
  if (advertising?.given === false) return advertising;
  return wanted === true && advertising ? advertising : null;
}

const wordOn = (said: Said, name: string): Word | null => {
  const channel = channelOf(name);
  return channel === null ? consentTo(said, name) : offersWord(said, channel);
};

/**
 * What the system of record is to have of them. What it has said itself it is not told; a no of somebody's it is.
 * @param anew to what they have just said yes
 * @param there what it had when it was heard or told last; null: nobody knows. A no that has come since is newer than any yes here
 */
export function agreementsOf(
  said: Said,
  anew: readonly string[],
  there: Readonly<Record<string, boolean>> | null,
): Readonly<Record<string, Agreeing>> {
  const names = [...said.consents.map(({ kind }) => kind), ...subscriptionChannels.map(offersBy)];
  const isNew = (name: string): boolean =>
    (anew.includes(name) || (channelOf(name) !== null && anew.includes(ADVERTISING))) &&
    (there === null || there[name] === false);
  return Object.fromEntries(
    names.flatMap((name): [string, Agreeing][] => {
      const word = wordOn(said, name);
      if (word === null || (!word.given && word.itsOwn)) return [];
      return [[name, !word.given ? 'no' : isNew(name) ? 'anew' : 'yes']];
    }),
  );
}

/** To what somebody says yes in what is about to be written. */
export function saidAnew(
  consents: readonly Pick<ConsentRow, 'kind' | 'given'>[],
  subscribed: Pick<MemberRow, 'subscriptions'> | null,
): readonly string[] {
  return [
    ...consents.flatMap(({ kind, given }) => (given ? [kind] : [])),
    ...subscriptionChannels.flatMap((channel) =>
      subscribed?.subscriptions[channel]?.['offers'] === true ? [offersBy(channel)] : [],
    ),
  ];
}

/** What becomes of somebody's consents by what the system of record says. */
export interface Settled {
  readonly consents: readonly Pick<ConsentRow, 'kind' | 'version' | 'given'>[];
  readonly subscriptions: MemberRow['subscriptions'];
  /** It has a yes to what somebody has said no to here: it is to hear of the no again. */
  readonly again: boolean;
}

/**
 * A no counts, whoever said it: here only who gave a consent a moment ago, and of it the system has not heard, still gives it; there
 * a yes counts where nobody has said no here.
 */
export function settle(
  said: Said,
  heard: Readonly<Record<string, boolean>>,
  anew: readonly string[],
): Settled {
  const consents: { kind: string; version: string; given: boolean }[] = [];
  const subscriptions: Record<string, Readonly<Record<string, boolean>>> = { ...said.subscriptions };
  let again = false;
  for (const [name, given] of Object.entries(heard)) {
    const channel = channelOf(name);
    const word = wordOn(said, name);
    if (given && word?.given === false && !word.itsOwn) again = true;
    else if (channel === null) {
      const isNews = given ? word?.given !== true : word?.given === true && !anew.includes(name);
      if (isNews) consents.push({ kind: name, version: FROM_RECORD, given });
    } else if (given) subscriptions[channel] = { ...subscriptions[channel], offers: true };
    else if (subscriptions[channel]?.['offers'] === true && !anew.includes(name)) {
      const { offers: _, ...others } = subscriptions[channel];
      subscriptions[channel] = others;
    }
  }
  return { consents, subscriptions, again };
}
