import {
  minor,
  namesOf,
  points,
  returnSlipText,
  slipText,
  type Calculation,
  type Points,
  type Programme,
} from '@bonum/engine';
import { totals, type Book } from '@bonum/ledger';
import type { Buyer, Language } from './answer.ts';
import type { Invitation } from './invitation.ts';
import type { NextCode } from './next-codes.ts';

/** What the till prints under a sale. Not broken into lines: only the till knows how wide its paper is. */
export function saleSlip(
  calculation: Calculation,
  of: {
    programme: Programme;
    buyer: Buyer | null;
    invitation: Invitation | null;
    nextCodes: readonly NextCode[];
    language: Language;
  },
): string[] {
  const { programme, buyer, invitation, nextCodes, language } = of;
  const context = {
    names: namesOf(programme),
    member: buyer?.state.member?.name ?? null,
    balances: buyer ? netBalances(buyer.book) : {},
    invitation: invitation && {
      link: invitation.url,
      code: invitation.code,
      days: programme.invitation?.days ?? null,
    },
    nextCodes: nextCodes.map(({ code, promotion, validFrom, validUntil }) => ({
      code,
      text: programme.promotions.find(({ id }) => id === promotion)?.name ?? null,
      from: day(Date.parse(validFrom), programme.zone, language),
      // The last moment it counts: its end is the first moment of the next day.
      until: day(Date.parse(validUntil) - 1, programme.zone, language),
    })),
  };
  return slipText(calculation, context, language);
}

/** What the till prints under a return. */
export function returnSlip(of: {
  programme: Programme;
  refund: number;
  moved: { readonly givenBack: Record<string, number>; readonly takenBack: Record<string, number> };
  book: Book;
  language: Language;
}): string[] {
  const { programme, refund, moved, book, language } = of;
  const slip = { names: namesOf(programme), refund: minor(refund), ...moved, balances: netBalances(book) };
  return returnSlipText(slip, language);
}

/** As one figure a kind: below zero is owed. */
const netBalances = (book: Book): Record<string, Points> =>
  Object.fromEntries(totals(book).map(({ kind, available, debt }) => [kind, points(available - debt)]));

/** A date of the chain's zone, as it is written in the language. */
const day = (at: number, zone: string, language: Language): string =>
  new Date(at).toLocaleDateString(language === 'ru' ? 'ru-RU' : 'en-GB', { timeZone: zone });
