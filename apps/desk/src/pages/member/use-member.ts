import { useLanguage } from '@bonum/ui/language';
import { outdated, useAsked, useListed, type Asked, type Listed } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered, type Answered } from '../../api/failure.ts';
import { keys } from '../../api/keys.ts';
import type { Member } from './actions/member.ts';

const askOverview = (memberId: string, signal: AbortSignal) =>
  answered(api.GET('/v1/members/{memberId}/overview', { params: { path: { memberId } }, signal }));
const askStanding = (memberId: string, signal: AbortSignal) =>
  answered(api.GET('/v1/members/{memberId}/standing', { params: { path: { memberId } }, signal }));
const askActions = (memberId: string, signal: AbortSignal) =>
  answered(api.GET('/v1/members/{memberId}', { params: { path: { memberId } }, signal }));
const askOffers = (memberId: string, signal: AbortSignal) =>
  answered(api.GET('/v1/members/{memberId}/offers', { params: { path: { memberId } }, signal }));

export type Overview = Answered<typeof askOverview>;
export type Standing = Answered<typeof askStanding>;
export type Kind = Standing['kinds'][number];
export type Offer = Answered<typeof askOffers>['offers'][number];

/** Who it is, as far as whoever asks may know. */
export const useOverview = (memberId: string): Asked<Overview> =>
  useAsked(keys.ofMember(memberId, 'overview'), (signal) => askOverview(memberId, signal));

/** Level, points by kind, and what comes due. */
export const useStanding = (memberId: string): Asked<Standing> =>
  useAsked(keys.ofMember(memberId, 'standing'), (signal) => askStanding(memberId, signal));

/** The member with what may be done with them. */
export const useActions = (memberId: string): Asked<Member> =>
  useAsked(keys.ofMember(memberId, 'actions'), (signal) => askActions(memberId, signal));

export const useOffers = (memberId: string): Asked<{ readonly offers: readonly Offer[] }> =>
  useAsked(keys.ofMember(memberId, 'offers'), (signal) => askOffers(memberId, signal));

/** After anything was done with a member: all that hangs on them is asked for anew. */
export const memberChanged = (memberId: string): void => outdated(keys.member(memberId));

const PAGE = 30;

const askHistory = async (
  { memberId, language, before }: { memberId: string; language: 'ru' | 'en'; before: string | undefined },
  signal: AbortSignal,
) =>
  answered(
    api.GET('/v1/members/{memberId}/history', {
      params: {
        path: { memberId },
        query: { language, limit: PAGE, ...(before !== undefined && { before }) },
      },
      signal,
    }),
  );

type History = Answered<typeof askHistory>;
/** An entry, with what all of them have in common. */
export type Entry = History['entries'][number] & Pick<History, 'currency' | 'kinds'>;

/** What happened to their points, newest first. */
export function useHistory(memberId: string): Asked<Listed<Entry>> {
  const { language } = useLanguage();
  return useListed<Entry>(keys.ofMember(memberId, 'history', language), async (before, signal) => {
    const answer = await askHistory({ memberId, language, before }, signal);
    if (!answer.ok) return answer;
    const { entries, currency, kinds, next } = answer.value;
    return { ok: true, value: { items: entries.map((entry) => ({ ...entry, currency, kinds })), next } };
  });
}

const askReceipt = (
  { memberId, receiptId, language }: { memberId: string; receiptId: string; language: 'ru' | 'en' },
  signal: AbortSignal,
) =>
  answered(
    api.GET('/v1/members/{memberId}/receipts/{receiptId}', {
      params: { path: { memberId, receiptId }, query: { language } },
      signal,
    }),
  );

export type Receipt = Answered<typeof askReceipt>;

export function useReceipt(memberId: string, receiptId: string): Asked<Receipt> {
  const { language } = useLanguage();
  return useAsked(keys.ofMember(memberId, 'receipt', receiptId, language), (signal) =>
    askReceipt({ memberId, receiptId, language }, signal),
  );
}
