import { instant } from '@bonum/engine';
import type { MemberRow } from '../owner/read-owner.ts';
import { maySend, type SubscriptionChannel, type SubscriptionKind } from '../members/subscriptions.ts';
import type { Rung } from '../messages/cascades.ts';
import { messageRow } from '../messages/message-row.ts';
import type { Row } from '../write.ts';
import type { News, NoticeKind } from './news.ts';
import { tell, type Speaking } from './tell.ts';

const DAY_MS = 86_400_000;

/** What a member chose to hear it as, and whether it is worth an SMS where push cannot reach. null: the notice is enough. */
const sentAs: {
  readonly [K in NoticeKind]: { readonly kind: SubscriptionKind; readonly sms: boolean } | null;
} = {
  // They stand at the till.
  welcome: null,
  'card-issued': null,
  'points-earned': { kind: 'receipts', sms: false },
  'points-spent': { kind: 'receipts', sms: false },
  'receipt-returned': { kind: 'receipts', sms: false },
  'receipt-claimed': { kind: 'receipts', sms: false },
  'points-granted': { kind: 'service', sms: false },
  'points-withdrawn': { kind: 'service', sms: false },
  'points-active': { kind: 'service', sms: false },
  'points-expiring': { kind: 'service', sms: false },
  'points-expired': { kind: 'service', sms: false },
  'level-changed': { kind: 'service', sms: false },
  'profiles-merged': { kind: 'service', sms: false },
  'card-blocked': { kind: 'service', sms: true },
  'card-unblocked': { kind: 'service', sms: false },
  'profiles-parted': { kind: 'service', sms: false },
  'data-changed': { kind: 'service', sms: false },
  suspended: { kind: 'service', sms: true },
  resumed: { kind: 'service', sms: true },
  // It goes out by itself, to wherever they can be reached.
  'sign-in-code-given': null,
  'offer-given': { kind: 'offers', sms: true },
};

export interface Addressee {
  readonly member: MemberRow;
  /** Addresses of a push channel. */
  readonly push: readonly string[];
}

interface Sending extends Speaking {
  readonly eventId: string;
  readonly at: number;
  readonly now: number;
  readonly news: News;
  readonly to: Addressee;
  readonly cascade: readonly Rung[];
  readonly site: string;
}

/**
 * The message that goes to a member beside the notice: by the chain's cascade, push first, each channel only where the member
 * allows it; an SMS for what is worth one. What is older than a day is no news any more. null: nothing is sent.
 */
export function messageOf({ eventId, at, now, news, to, cascade, site, ...speaking }: Sending): Row | null {
  const as = sentAs[news.kind];
  const told = tell(news, speaking);
  if (as === null || told === null || at < now - DAY_MS) return null;
  const { member, push } = to;
  const { language } = member;
  const may = (channel: SubscriptionChannel): boolean => maySend(member, { channel, kind: as.kind });
  const addresses: Readonly<Record<string, readonly (string | null)[]>> = {
    push: may('push') ? push : [],
    sms: as.sms && may('sms') ? [member.phone] : [],
    email: may('email') ? [member.proved_email] : [],
  };
  const steps = cascade.map((rung) => ({
    ...rung,
    to: (addresses[rung.channel] ?? []).flatMap((address) => address ?? []),
  }));
  if (steps.every((step) => step.to.length === 0)) return null;
  return messageRow({
    ownerId: member.owner_id,
    messageId: eventId,
    purpose: news.kind,
    title: told.title[language],
    body: told.text[language],
    url: `${site}/app/${told.link?.page === 'offers' ? 'offers' : 'notices'}`,
    steps,
    at: instant(now),
    expiresAt: now + DAY_MS,
  });
}
