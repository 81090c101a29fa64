import { subscriptionChannels, subscriptionKinds } from '@bonum/contract';
import type { MemberRow } from '../owner/read-owner.ts';

export type SubscriptionChannel = (typeof subscriptionChannels)[number];
export type SubscriptionKind = (typeof subscriptionKinds)[number];

export interface Subscription {
  readonly channel: SubscriptionChannel;
  readonly kind: SubscriptionKind;
  readonly on: boolean;
}

/** Until somebody says otherwise: what concerns them comes, what advertises does not. */
const unlessSaid: {
  readonly [K in SubscriptionKind]: { readonly [C in SubscriptionChannel]: boolean };
} = {
  offers: { push: false, email: false, sms: false, wallet: false },
  receipts: { push: true, email: false, sms: false, wallet: true },
  service: { push: true, email: true, sms: true, wallet: true },
};

type Said = Pick<MemberRow, 'subscriptions' | 'consents'>;

/** Every channel and kind, as it stands. */
export const subscriptionsOf = (member: Said): Subscription[] =>
  subscriptionChannels.flatMap((channel) =>
    subscriptionKinds.map((kind) => ({ channel, kind, on: isOn(member, channel, kind) })),
  );

function isOn(member: Said, channel: SubscriptionChannel, kind: SubscriptionKind): boolean {
  // Whatever was said of a channel: without consent nobody is advertised to.
  if (kind === 'offers' && !agreesToAdvertising(member)) return false;
  return member.subscriptions[channel]?.[kind] ?? unlessSaid[kind][channel];
}

/** The consent without which no offers are sent (G11). */
export const ADVERTISING = 'advertising';
export const agreesToAdvertising = ({ consents }: Pick<MemberRow, 'consents'>): boolean =>
  consents.some(({ kind, given }) => kind === ADVERTISING && given);

/** What was said before, and what is said now. */
export function withSubscriptions(
  before: MemberRow['subscriptions'],
  said: readonly Subscription[],
): MemberRow['subscriptions'] {
  const after: Record<string, Record<string, boolean>> = {};
  for (const [channel, kinds] of Object.entries(before)) after[channel] = { ...kinds };
  for (const { channel, kind, on } of said) after[channel] = { ...after[channel], [kind]: on };
  return after;
}

/**
 * Whether a message of this kind may go by this channel (G11): by e-mail only to an address that was proved. Codes, and what
 * keeps an account safe, go in any case and do not ask.
 */
export function maySend(
  member: Said & Pick<MemberRow, 'proved_email' | 'phone' | 'status'>,
  { channel, kind }: Pick<Subscription, 'channel' | 'kind'>,
): boolean {
  if (member.status !== 'active') return false;
  if (channel === 'email' && member.proved_email === null) return false;
  if (channel === 'sms' && member.phone === null) return false;
  return isOn(member, channel, kind);
}
