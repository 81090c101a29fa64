import type { Points } from './number.ts';
import type { Text } from './programme.ts';

export const memberFields = ['name', 'surname', 'birthDate', 'email', 'gender', 'city'] as const;
export type MemberField = (typeof memberFields)[number];

/** What a chain asks its members. */
export interface Questionnaire {
  /** Fields of the profile that must be filled in. */
  readonly required: readonly MemberField[];
  /** Fields of the profile that are asked too, and may be left out. */
  readonly optional?: readonly MemberField[];
  /** What the chain asks beyond the profile. */
  readonly questions?: readonly AskedQuestion[];
  /** While something required is missing, points are earned but cannot be spent (D6); false: they can. */
  readonly accumulateOnly?: boolean;
  /** Given once to who has answered everything that is required. */
  readonly reward?: { readonly kind: string; readonly points: Points };
}

export type AskedQuestion = QuestionBase & QuestionType;

interface QuestionBase {
  readonly id: string;
  readonly name: Text;
  /** Why it is asked, or how to answer. */
  readonly hint?: Text;
  readonly required?: boolean;
  /** `rules`: no person reads the answer, only conditions and figures go by it. Default `staff`. */
  readonly seenBy?: 'staff' | 'rules';
}

export type QuestionType =
  | { readonly type: 'text'; readonly longest?: number }
  | { readonly type: 'choice'; readonly options: readonly Option[] }
  | { readonly type: 'several'; readonly options: readonly Option[]; readonly most?: number }
  | { readonly type: 'date' }
  | { readonly type: 'number'; readonly from?: number; readonly to?: number }
  | { readonly type: 'yes-no' };

export interface Option {
  readonly id: string;
  readonly name: Text;
}

/** A text, a date as YYYY-MM-DD and an option by its id; several options as a list. */
export type AnswerValue = string | number | boolean | readonly string[];
export type Answers = Readonly<Record<string, AnswerValue>>;

const LONGEST_TEXT = 300;

/** What is missing of what a programme requires: fields of the profile, then questions, by id. */
export function missingOf(
  questionnaire: Questionnaire | undefined,
  member: { readonly profile: Readonly<Partial<Record<MemberField, unknown>>>; readonly answers: Answers },
): string[] {
  if (questionnaire === undefined) return [];
  const { required, questions = [] } = questionnaire;
  return [
    ...required.filter((field) => !member.profile[field]),
    // An answer to a question as it was asked before is none to what is asked now.
    ...questions
      .filter((question) => question.required === true && !answers(question, member.answers[question.id]))
      .map(({ id }) => id),
  ];
}

/** Whether somebody who lacks these may not spend. */
export const onlyAccumulates = (
  questionnaire: Questionnaire | undefined,
  missing: readonly string[],
): boolean => missing.length > 0 && questionnaire?.accumulateOnly !== false;

/** Whether a value is an answer to the question. */
export const answers = (question: QuestionType, value: unknown): value is AnswerValue =>
  isAnswer(question, value);

type Asked<T extends QuestionType['type']> = Extract<QuestionType, { readonly type: T }>;

const isAnswer = <T extends QuestionType['type']>(
  question: Asked<T> & { type: T },
  value: unknown,
): boolean => takes[question.type](question, value);

const takes: { readonly [T in QuestionType['type']]: (question: Asked<T>, value: unknown) => boolean } = {
  text: ({ longest = LONGEST_TEXT }, value) =>
    typeof value === 'string' && value.trim() !== '' && value.length <= longest && !unclean.test(value),
  choice: ({ options }, value) => options.some(({ id }) => id === value),
  several: ({ options, most = options.length }, value) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= most &&
    new Set(value).size === value.length &&
    value.every((part) => options.some(({ id }) => id === part)),
  date: (_, value) => typeof value === 'string' && isDay(value),
  number: ({ from = -Infinity, to = Infinity }, value) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= from && value <= to,
  'yes-no': (_, value) => typeof value === 'boolean',
};

/** Half of a surrogate pair is no character, and no database takes it. */
const unclean = /[\p{Cc}\p{Cs}]/u;

/** A day that the calendar has, from the last two centuries or the coming one. */
function isDay(value: string): boolean {
  const [, year, month, day] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(value) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return year >= 1900 && year <= 2200 && days !== undefined && day >= 1 && day <= days;
}
