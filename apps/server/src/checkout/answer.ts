import type { Answer } from '@bonum/contract';
import { cashierHints, namesOf, type Calculation, type Programme } from '@bonum/engine';
import type { Book } from '@bonum/ledger';
import { balances, iso } from '@bonum/ledger';
import { isAccumulateOnly, levelOf, shownBalances } from '../members/standing.ts';
import type { OwnerState } from '../owner/read-owner.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';

export type Language = 'ru' | 'en';
type Quote = Answer<'quote-receipt'>;
/** What quote, hold and commit all answer. */
export type Calculated = Omit<Quote, 'quoteToken' | 'quoteExpiresAt' | 'missed' | 'permit'>;

export interface Buyer {
  readonly state: OwnerState;
  readonly book: Book;
}

/** The engine's answer in the API's form, with names and sentences. */
export function calculatedAnswer(
  calculation: Calculation,
  of: { receiptId: string; version: ProgrammeVersion; buyer: Buyer | null; language: Language },
): Calculated {
  const { programme, version } = of.version;
  const { lines, totals, spending, level, refusedCodes } = calculation;
  return {
    receiptId: of.receiptId,
    programme: { id: programme.id, version },
    member: of.buyer && memberAnswer(programme, of.buyer),
    lines: lines.map((line) => ({
      ...line,
      discounts: [...line.discounts],
      spent: [...line.spent],
      earned: [...line.earned],
    })),
    totals,
    spending: [...spending],
    earning: shownEarning(calculation),
    level,
    promotions: shownPromotions(calculation, (id) => nameOf(programme.promotions, id, of.language)),
    refusedCodes: [...refusedCodes],
    hints: cashierHints(calculation, namesOf(programme), of.language),
  };
}

export const shownEarning = ({ earning }: Pick<Calculation, 'earning'>): Quote['earning'] =>
  earning.map((lot) => ({
    kind: lot.kind,
    source: lot.source,
    points: lot.points,
    base: lot.base,
    activeFrom: iso(lot.activeFrom),
    expiresAt: lot.expiresAt === null ? null : iso(lot.expiresAt),
  }));

/** @param named what a promotion is called, by its id and its place among those that fired */
export const shownPromotions = (
  { fired }: Pick<Calculation, 'fired'>,
  named: (promotion: string, index: number) => string,
): Quote['promotions'] =>
  fired.map(({ promotion, discount, points, lines, code, times }, index) => ({
    promotion,
    name: named(promotion, index),
    discount,
    points,
    lines: [...lines],
    code,
    times,
  }));

function memberAnswer(programme: Programme, { state, book }: Buyer): Quote['member'] {
  const { member } = state;
  return {
    memberId: state.owner.owner_id,
    name: member?.name ?? null,
    level: levelOf(programme, state),
    accumulateOnly: isAccumulateOnly(programme, member),
    balances: shownBalances(programme, balances(book)),
  };
}

export const nameOf = (all: Programme['promotions'], id: string, language: Language): string =>
  all.find((promotion) => promotion.id === id)?.name[language] ?? id;
