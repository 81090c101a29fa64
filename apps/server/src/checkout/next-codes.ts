import type { Calculation } from '@bonum/engine';
import { iso } from '../events.ts';
import type { Row } from '../write.ts';
import type { Lookup } from './read-checkout.ts';
import { readableCode } from './readable-code.ts';

export interface NextCode {
  readonly code: string;
  readonly promotion: string;
  readonly validFrom: string;
  readonly validUntil: string;
}

const DAY_MS = 86_400_000;

/** New single-use codes that a receipt prints for next time. */
export const nextCodesOf = ({ printedCodes }: Calculation, { at }: Lookup): NextCode[] =>
  printedCodes.map(({ promotion, after, days }) => ({
    code: readableCode(),
    promotion,
    validFrom: iso(at + after * DAY_MS),
    validUntil: iso(at + (after + days) * DAY_MS),
  }));

export const codeRow = ({ code, promotion, validFrom, validUntil }: NextCode): Row => ({
  code,
  promotion,
  valid_from: validFrom,
  valid_until: validUntil,
  taken_by: null,
});
