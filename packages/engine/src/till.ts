import { offsetCalendar, type OffsetChange } from './calendar.ts';
import { compileProgramme, type CompiledProgramme } from './compile.ts';
import type { Programme } from './programme.ts';

// What a till runs of the engine: `npm run build:till` makes a package of one file of it. What a till does not do, such as
// validating programmes, is not in it.
export type * from './basket.ts';
export type * from './calculation.ts';
export { calculate, type Question } from './calculate.ts';
export { normaliseCode } from './codes.ts';
export { instant, minor, points, thousandths } from './number.ts';
export {
  cancelDue,
  returnDue,
  type LineShare,
  type ReturnAnswer,
  type ReturnDue,
  type SoldLine,
} from './returns.ts';
export { cashierHints } from './words/cashier-hints.ts';
export { namesOf } from './names.ts';
export { slipText } from './words/slip.ts';
export { wrap } from './words/wrap.ts';

/** What a till was given to calculate with while there is no network. */
export interface TillRules {
  readonly programme: Programme;
  /** The chain's zone: a till's machine may know another time than the server's. */
  readonly offsets: readonly OffsetChange[];
}

/** The rules made ready for calculation: once, when they arrive. */
export const compileRules = ({ programme, offsets }: TillRules): CompiledProgramme =>
  compileProgramme(programme, offsetCalendar(offsets));
