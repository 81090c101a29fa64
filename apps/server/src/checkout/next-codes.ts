import type { Calculation } from '@bonum/engine';
import { iso } from '../events.ts';
import type { Row } from '../write.ts';
import type { Lookup } from './read-checkout.ts';
import { readableCode } from './readable-code.ts';

export interface NextCode {
  readonly code: string;
  readonly promotion: string;
  readonly validUntil: string;
}

/** New single-use codes that a receipt prints for next time. */
export const nextCodesOf = ({ printedCodes }: Calculation, { at }: Lookup): NextCode[] =>
  printedCodes.map(({ promotion, days }) => ({
    code: readableCode(),
    promotion,
    validUntil: iso(at + days * 86_400_000),
  }));

export const codeRow = ({ code, promotion, validUntil }: NextCode): Row => ({
  code,
  promotion,
  valid_until: validUntil,
  taken_by: null,
});
