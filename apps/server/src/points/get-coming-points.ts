import type { Answer } from '@bonum/contract';
import { instant, type Calendar } from '@bonum/engine';
import { iso, type Book, type Hold } from '@bonum/ledger';
import { readMember } from '../members/member-answer.ts';
import { bookOf } from '../members/standing.ts';
import { operation } from '../operation.ts';
import { shownKinds } from './kinds.ts';

type Coming = Answer<'get-coming-points'>['pending'][number];

const MOST = 12;

/** Points that wait, that are held, and that will expire. */
export const getComingPoints = operation('get-coming-points', async (call, { language }) => {
  const found = await readMember(call, call.caller.memberId);
  if (!found.ok) return found;
  const { programme, compiled } = await call.shell.programmes.current();
  const book = bookOf(found.value, call);
  return {
    ok: true,
    value: {
      kinds: shownKinds(programme, language ?? found.value.member?.language ?? 'ru'),
      ...comingOf(book, compiled.calendar),
    },
  };
});

function comingOf(book: Book, calendar: Calendar): Omit<Answer<'get-coming-points'>, 'kinds'> {
  const lots = [...book.lots.values()];
  const coming = (kind: string, points: number, of: { at: number; receiptId?: string | null }): Coming => ({
    kind,
    points,
    at: iso(of.at),
    offsetMinutes: calendar.offsetMinutesAt(instant(of.at)),
    receiptId: of.receiptId ?? null,
  });
  return {
    pending: lots
      .filter(({ pending }) => pending > 0)
      .map(({ kind, pending, activeFrom, receiptId }) => coming(kind, pending, { at: activeFrom, receiptId }))
      .toSorted(byTime),
    held: [...book.holds.values()]
      .filter(({ state }) => state === 'open')
      .flatMap((hold) => heldBy(hold).map(({ kind, points }) => coming(kind, points, { at: hold.expiresAt })))
      .toSorted(byTime),
    expiring: daysOf(
      lots
        .filter(({ available, expiresAt }) => available > 0 && expiresAt !== null)
        .map(({ kind, available, expiresAt }) => coming(kind, available, { at: expiresAt ?? 0 })),
    ).slice(0, MOST),
  };
}

const byTime = (one: Coming, other: Coming): number => Date.parse(one.at) - Date.parse(other.at);

function heldBy({ parts }: Hold): { kind: string; points: number }[] {
  const sums = new Map<string, number>();
  for (const { kind, points } of parts) sums.set(kind, (sums.get(kind) ?? 0) + points);
  return [...sums].map(([kind, points]) => ({ kind, points }));
}

/** Most lots end with a day, so that what ends together is told together. */
function daysOf(expiring: readonly Coming[]): Coming[] {
  const days = new Map<string, Coming>();
  for (const one of expiring) {
    const key = `${one.at} ${one.kind}`;
    const points = one.points + (days.get(key)?.points ?? 0);
    days.set(key, { ...one, points, receiptId: null });
  }
  return [...days.values()].toSorted(byTime);
}
