import { points } from '../number.ts';
import {
  memberFields,
  type Option,
  type AskedQuestion,
  type Questionnaire,
  type QuestionType,
} from '../questionnaire.ts';
import { isRecord } from './record.ts';
import {
  flag,
  integer,
  list,
  object,
  oneOf,
  optional,
  reference,
  refuseName,
  reject,
  text,
  under,
  type Check,
  type Place,
  type Shape,
} from './schema.ts';
import { id, name, whole } from './validate-promotion.ts';

const options = list(object<Option>({ id, name }), { min: 2, max: 200 });
const number = integer(whole, 'count', { min: -1e12, max: 1e12 });

type QuestionShapes = {
  readonly [Q in QuestionType as Q['type']]: Shape<Omit<Q, 'type'>>;
};

const questionShapes: QuestionShapes = {
  text: { longest: optional(integer(whole, 'count', { min: 1, max: 2000 })) },
  choice: { options },
  several: { options, most: optional(integer(whole, 'count', { min: 1, max: 200 })) },
  date: {},
  number: { from: optional(number), to: optional(number) },
  'yes-no': {},
};
const questionTypes = Object.keys(questionShapes);

const question: Check<AskedQuestion> = (value, place) => {
  if (!isRecord(value)) return reject(place, 'not-an-object');
  const type = Object.hasOwn(value, 'type') ? value['type'] : undefined;
  if (type === undefined) {
    place.report.add(place.path, 'missing-field', { name: 'type' });
    return undefined;
  }
  const typePlace = under(place, 'type');
  if (typeof type !== 'string') return reject(typePlace, 'not-a-text');
  const shape = Object.entries<object>(questionShapes).find(([known]) => known === type)?.[1];
  if (shape === undefined)
    return refuseName(typePlace, { what: 'question', name: type, known: questionTypes });
  const fields = {
    ...shape,
    id,
    name,
    hint: optional(object<AskedQuestion['name']>({ ru: hint, en: hint })),
    required: optional(flag),
    seenBy: optional(oneOf(['staff', 'rules'], 'choice')),
    type: oneOf([type], 'question'),
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the shape was looked up by the type it belongs to
  const checked = object<AskedQuestion>(fields as unknown as Shape<AskedQuestion>)(value, place);
  return checked === undefined ? undefined : inOrder(checked, place);
};

const hint = text({ min: 1, max: 300 });

/** A number that must be above its upper end would keep everybody from spending. */
function inOrder(checked: AskedQuestion, place: Place): AskedQuestion | undefined {
  if (checked.type !== 'number' || checked.from === undefined || checked.to === undefined) return checked;
  return checked.to < checked.from ? reject(under(place, 'to'), 'ends-before-start') : checked;
}

const field = oneOf(memberFields, 'field');

const shape = object<Questionnaire>({
  required: list(field, { min: 0, max: memberFields.length }),
  optional: optional(list(field, { min: 1, max: memberFields.length })),
  questions: optional(list(question, { min: 1, max: 50 })),
  accumulateOnly: optional(flag),
  reward: optional(
    object<NonNullable<Questionnaire['reward']>>({
      kind: reference('kinds', 'kind'),
      points: integer(points, 'points', { min: 1, max: 1e9 }),
    }),
  ),
});

/** Where nothing is required it is never incomplete, and never completed either. */
export const questionnaire: Check<Questionnaire> = (value, place) => {
  const checked = shape(value, place);
  if (checked === undefined) return undefined;
  const requires = checked.required.length > 0 || checked.questions?.some(({ required }) => required);
  return requires === true ? checked : reject(under(place, 'required'), 'nothing-required');
};

interface Named {
  readonly value: string;
  readonly path: readonly (string | number)[];
}

/** A question must not have the name of a field of the profile, nor of another; nor an option that of another of its list. */
export function namesIn(document: unknown): Named[][] {
  const part = isRecord(document) ? document['questionnaire'] : undefined;
  if (!isRecord(part)) return [];
  const top = ['questionnaire'];
  const fields = memberFields.map((value) => ({ value, path: top }));
  const asked = ['required', 'optional'].flatMap((key) => textsOf(part[key], [...top, key]));
  const questions = idsOf(part['questions'], [...top, 'questions']);
  const lists = recordsOf(part['questions']).map((entry, index) =>
    idsOf(entry['options'], [...top, 'questions', index, 'options']),
  );
  return [asked, [...fields, ...questions], ...lists];
}

const recordsOf = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) && value.length <= 200
    ? value.map((entry: unknown) => (isRecord(entry) ? entry : {}))
    : [];

const idsOf = (value: unknown, path: Named['path']): Named[] =>
  recordsOf(value).flatMap((entry, index) =>
    typeof entry['id'] === 'string' ? [{ value: entry['id'], path: [...path, index, 'id'] }] : [],
  );

const textsOf = (value: unknown, path: Named['path']): Named[] =>
  Array.isArray(value) && value.length <= 200
    ? value.flatMap((part: unknown, index) =>
        typeof part === 'string' ? [{ value: part, path: [...path, index] }] : [],
      )
    : [];
