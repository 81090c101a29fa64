import { addDuration, type Calculation, type Calendar, type Instant } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import type { Row } from '../write.ts';
import { readableCode } from './readable-code.ts';

export interface NextCode {
  readonly code: string;
  readonly promotion: string;
  readonly validFrom: string;
  readonly validUntil: string;
}

/** New single-use codes that a receipt prints for next time. They count for whole days of the chain, as the slip says. */
export const nextCodesOf = (
  { printedCodes }: Calculation,
  { at, calendar }: { readonly at: Instant; readonly calendar: Calendar },
): NextCode[] =>
  printedCodes.map(({ promotion, after, days }) => {
    const endOfDay = (day: number): string =>
      iso(addDuration(at, { days: day, until: 'end-of-day' }, calendar));
    return {
      code: readableCode(),
      promotion,
      validFrom: after === 0 ? iso(at) : endOfDay(after - 1),
      validUntil: endOfDay(after + days - 1),
    };
  });

export const codeRow = ({ code, promotion, validFrom, validUntil }: NextCode): Row => ({
  code,
  promotion,
  valid_from: validFrom,
  valid_until: validUntil,
  taken_by: null,
});
