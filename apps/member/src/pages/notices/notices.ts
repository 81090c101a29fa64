import type { Schemas } from '@bonum/client';
import { useAsked } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered } from '../../api/failure.ts';

export type Notice = Schemas['Notice'];

export const useNotices = () => useAsked(['notices'], () => answered(api.GET('/v1/me/notices')));

/** Where a notice leads. */
export function hrefOf({ link }: Notice): string | null {
  if (link === null) return null;
  if (link.page === 'receipt') return link.id === null ? '/app/history' : `/app/receipts/${link.id}`;
  return {
    points: '/app/history',
    offers: '/app/offers',
    card: '/app/card',
    profile: '/app/profile',
    help: '/app/help',
  }[link.page];
}

export interface Day {
  /** Any moment of it. */
  readonly at: string;
  readonly notices: readonly Notice[];
}

/** By the days of whoever reads, as they came. */
export function byDay(notices: readonly Notice[]): readonly Day[] {
  const days = new Map<string, Notice[]>();
  for (const notice of notices) {
    const day = new Date(notice.at).toDateString();
    days.set(day, [...(days.get(day) ?? []), notice]);
  }
  return [...days.values()].map((own) => ({ at: own[0]?.at ?? '', notices: own }));
}
