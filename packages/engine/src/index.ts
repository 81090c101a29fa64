export type * from './basket.ts';
export type * from './calculation.ts';
export { calculate, type Question } from './calculate.ts';
export type { ChargedLine } from './charged.ts';
export { claimReceipt } from './claim.ts';
export { addDuration, fixedCalendar, offsetCalendar, type Calendar, type OffsetChange } from './calendar.ts';
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
export type * from './missed.ts';
export { levelFor } from './levels.ts';
export { budgetsAt, periodsAt, type PeriodLimit } from './limits.ts';
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
export type * from './programme.ts';
export {
  answers,
  memberFields,
  missingOf,
  onlyAccumulates,
  type AnswerValue,
  type Answers,
  type MemberField,
  type Option,
  type AskedQuestion,
  type Questionnaire,
  type QuestionType,
} from './questionnaire.ts';
export { spread, type Claim } from './spread.ts';
export { type Problem } from './validation/report.ts';
export { validateProgramme, type Validation } from './validation/validate.ts';
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
export { cashierHints } from './words/cashier-hints.ts';
export {
  explain,
  explainInParts,
  explainReturn,
  explainVoid,
  type Audience,
  type Evidence,
  type ReturnStory,
  type Explanation,
  type ExplanationInParts,
  type Voice,
} from './words/explain.ts';
export { explainTransfer, type Move, type Movement, type TransferStory } from './words/explain-transfer.ts';
export { namesOf, type ProgrammeNames } from './names.ts';
export { returnSlipText, type ReturnSlip } from './words/return-slip.ts';
export { offerDays, offerKeys, type OfferDays } from './offer-days.ts';
export { readdressed, slipText, type Invitation, type SlipContext } from './words/slip.ts';
export { stepFor } from './within-reach.ts';
export { money } from './words/figures.ts';
export { phrases } from './words/phrases.ts';
export { offerWords } from './words/offers.ts';
export { wrap } from './words/wrap.ts';
