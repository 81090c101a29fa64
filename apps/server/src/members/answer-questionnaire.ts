import type { Input } from '@bonum/contract';
import {
  answers as isAnswer,
  memberFields,
  type AnswerValue,
  type MemberField,
  type Questionnaire,
  type QuestionType,
} from '@bonum/engine';
import { operation, refuse, type Call, type Outcome, type Refusal } from '../operation.ts';
import type { MemberRow } from '../owner/read-owner.ts';
import { refuseOtherBirthDate } from './change-profile.ts';
import { changeSelf, readSelf } from './own-account.ts';
import { refuseUnborn } from './update-member.ts';

/** A member answers what the programme asks. */
export const answerQuestionnaire = operation('answer-questionnaire', async (call, { answers: said }) => {
  const self = await readSelf(call);
  if (!self.ok) return self;
  const { state, member } = self.value;
  const { questionnaire } = (await call.shell.programmes.current()).programme;
  if (!questionnaire) return refuse('no-questionnaire', 'There is nothing to answer at present.');
  const answered = answer(call, { member, said, questionnaire });
  if (!answered.ok) return answered;
  return changeSelf(call, state, { member: answered.value, fields: Object.keys(said) });
});

type Said = Input<'answer-questionnaire'>['answers'];
interface Answering {
  readonly member: MemberRow;
  readonly said: Said;
  readonly questionnaire: Questionnaire;
}

/** The member as they are after these answers. */
function answer(call: Call, { member, said, questionnaire }: Answering): Outcome<MemberRow> {
  const { required, optional = [], questions = [] } = questionnaire;
  const own = new Map(questions.map((question) => [question.id, question]));
  const fields = new Set<string>([...required, ...optional]);
  const after: Record<string, unknown> = {};
  const answers: Record<string, AnswerValue> = { ...member.answers };
  for (const [id, value] of Object.entries(said)) {
    const question = own.get(id);
    if (question) {
      if (value !== null && !isAnswer(question, value)) return noAnswer(id);
      if (value === null) delete answers[id];
      else answers[id] = value;
      continue;
    }
    const field = memberFields.find((known) => known === id);
    if (field === undefined || !fields.has(id)) return noAnswer(id);
    const refused = refuseField(call, member, { field, value });
    if (refused) return refused;
    after[columns[field]] = value;
  }
  return { ok: true, value: { ...member, ...after, answers } };
}

const columns = {
  name: 'name',
  surname: 'surname',
  birthDate: 'birth_date',
  email: 'email',
  gender: 'gender',
  city: 'city',
} as const satisfies Record<MemberField, keyof MemberRow>;

const text = { type: 'text' } as const;
const genders = ['female', 'male'].map((id) => ({ id, name: { ru: id, en: id } }));
/** An e-mail is not answered but proved. */
const fieldTypes: { readonly [F in Exclude<MemberField, 'email'>]: QuestionType } = {
  name: text,
  surname: text,
  city: text,
  birthDate: { type: 'date' },
  gender: { type: 'choice', options: genders },
};

function refuseField(
  call: Call,
  member: MemberRow,
  { field, value }: { readonly field: MemberField; readonly value: AnswerValue | null },
): Refusal | null {
  if (field === 'email') return noAnswer(field);
  if (value === null) return field === 'birthDate' || field === 'name' ? noAnswer(field) : null;
  if (!isAnswer(fieldTypes[field], value)) return noAnswer(field);
  if (field !== 'birthDate' || typeof value !== 'string') return null;
  return refuseUnborn(call, { birthDate: value }) ?? refuseOtherBirthDate(member, value);
}

const noAnswer = (id: string): Refusal =>
  refuse('bad-answer', `This is no answer to ${id}. See get-account for what it takes.`, {
    path: `/answers/${id}`,
  });
