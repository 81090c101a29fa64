export type * from './basket.ts';
export type * from './calculation.ts';
export { calculate, type Question } from './calculate.ts';
export { claimReceipt } from './claim.ts';
export { addDuration, fixedCalendar, type Calendar } from './calendar.ts';
export { normaliseCode } from './codes.ts';
export { compileProgramme, type CompiledProgramme } from './compile.ts';
export {
  factKinds,
  isLineFact,
  weekdays,
  type Condition,
  type Fact,
  type FactKind,
  type Leaf,
  type Operands,
  type Weekday,
} from './condition.ts';
export { levelFor } from './levels.ts';
export {
  basisPoints,
  instant,
  minor,
  points,
  safe,
  thousandths,
  type BasisPoints,
  type Instant,
  type Minor,
  type Points,
  type Thousandths,
} from './number.ts';
export { memberFields } from './programme.ts';
export type * from './programme.ts';
export { spread, type Share } from './spread.ts';
export { type Problem } from './report.ts';
export { validateProgramme, type Validation } from './validate.ts';
export {
  cancelDue,
  returnDue,
  type EarnedShare,
  type LineShare,
  type ReturnAnswer,
  type ReturnDue,
  type ReturnRefusal,
  type ReturnWish,
  type SoldLine,
  type SpentShare,
} from './returns.ts';
export { cashierHints, reasons } from './explain.ts';
export { namesOf, type ProgrammeNames } from './names.ts';
export { returnSlipText, type ReturnSlip } from './return-slip.ts';
export { slipText, type Invitation, type SlipContext } from './slip.ts';
export { wrap } from './wrap.ts';
