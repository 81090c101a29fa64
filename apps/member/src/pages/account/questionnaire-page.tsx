import { Bars, Button, Field, Marker } from '@bonum/ui';
import { useState } from 'preact/hooks';
import { useFormat, useLanguage, useWords } from '@bonum/ui/language';
import { answerQuestions, useChange, type Account, type AnswerValue, type Question } from './account.ts';
import { Frame } from './frame.tsx';
import { NetButton } from '../../shell/net-button.tsx';
import { Notice } from './notice.tsx';
import { accountWords } from './words.ts';

/** What the chain asks, on one page; what is known stands there already. */
export function Page() {
  const say = useWords(accountWords).questionnaire;
  return (
    <Frame title={say.title} back="/app/profile">
      {({ questionnaire }) =>
        questionnaire === null ? <p className="lead">{say.nothing}</p> : <Asking asked={questionnaire} />
      }
    </Frame>
  );
}

type Given = Readonly<Record<string, AnswerValue | null>>;

function Asking({ asked }: { readonly asked: NonNullable<Account['questionnaire']> }) {
  const words = useWords(accountWords);
  const say = words.questionnaire;
  const format = useFormat();
  const change = useChange(answerQuestions);
  const [given, setGiven] = useState<Given>({});
  const answerOf = ({ id, answer }: Question): AnswerValue | null =>
    id in given ? (given[id] ?? null) : answer;
  const required = asked.questions.filter((question) => question.required);
  const done = required.filter((question) => isSaid(answerOf(question))).length;
  const { reward, missing, accumulateOnly } = asked;
  const send = async (): Promise<void> => {
    const answer = await change.run(said(given));
    if (answer?.ok) setGiven({});
  };
  if (missing.length === 0 && Object.keys(given).length === 0)
    return <Done asked={asked} change={() => setGiven({ ...given, ...firstOf(asked.questions) })} />;
  return (
    <form
      className="account-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p>
        {accumulateOnly ? say.accumulate : say.why}
        {reward !== null && !reward.given && (
          <>
            {' '}
            <Marker>{`+${format.points(reward.points)}`}</Marker>
          </>
        )}
      </p>
      <div>
        <Bars count={required.length} on={done} />
        <p className="lead" role="status">
          {say.progress(done, required.length)}
        </p>
      </div>
      {asked.questions.map((question) => (
        <Asked
          key={question.id}
          question={question}
          value={answerOf(question)}
          onAnswer={(value) => setGiven({ ...given, [question.id]: value })}
        />
      ))}
      <Notice failure={change.failure} />
      <NetButton wide submit busy={change.busy}>
        {words.save}
      </NetButton>
    </form>
  );
}

const isSaid = (value: AnswerValue | null): boolean =>
  value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

/** What was emptied is taken back. */
const said = (given: Given): Record<string, AnswerValue | null> =>
  Object.fromEntries(Object.entries(given).map(([id, value]) => [id, isSaid(value) ? value : null]));

/** Something to begin with, so that the questions are shown again. */
const firstOf = (questions: readonly Question[]): Given => {
  const first = questions.find(({ type }) => type !== 'profile');
  return first ? { [first.id]: first.answer } : {};
};

function Done({
  asked,
  change,
}: {
  readonly asked: NonNullable<Account['questionnaire']>;
  readonly change: () => void;
}) {
  const say = useWords(accountWords).questionnaire;
  const format = useFormat();
  return (
    <>
      <h2>{say.thanks}</h2>
      {asked.reward?.given === true && (
        <p>
          <Marker>{`+${format.points(asked.reward.points)}`}</Marker> {say.rewarded}
        </p>
      )}
      <p className="lead">{say.done}</p>
      <Button wide href="/app/">
        {say.home}
      </Button>
      <Button kind="outline" wide onClick={change}>
        {say.again}
      </Button>
    </>
  );
}

interface AskedProps {
  readonly question: Question;
  readonly value: AnswerValue | null;
  readonly onAnswer: (value: AnswerValue | null) => void;
}

function Asked({ question, value, onAnswer }: AskedProps) {
  const { language } = useLanguage();
  const words = useWords(accountWords);
  const fields: Readonly<Record<string, string>> = words.fields;
  const name = question.name?.[language] ?? fields[question.id] ?? question.id;
  const label = question.required ? name : `${name} · ${words.questionnaire.optional}`;
  const hint = question.hint?.[language];
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const options = optionsOf(question, words, language);
  if (question.id === 'email')
    return (
      <p>
        {label}: <a href="/app/profile/contacts">{text === '' ? words.questionnaire.addEmail : text}</a>
      </p>
    );
  if (options !== null)
    return (
      <fieldset>
        <legend>{label}</legend>
        {hint !== undefined && <p className="lead">{hint}</p>}
        <div className="account-options">
          {options.map(({ id, name: option }) => (
            <label key={String(id)}>
              <input
                type={question.type === 'several' ? 'checkbox' : 'radio'}
                name={question.id}
                checked={Array.isArray(value) ? value.includes(String(id)) : value === id}
                onChange={(event) =>
                  onAnswer(
                    question.type === 'several'
                      ? toggled(value, String(id), event.currentTarget.checked)
                      : id,
                  )
                }
              />
              {option}
            </label>
          ))}
        </div>
      </fieldset>
    );
  const isNumber = question.type === 'number';
  return (
    <Field
      label={label}
      hint={question.id === 'birthDate' ? words.data.birthDateOnce : hint}
      value={text}
      onInput={(typed) =>
        onAnswer(typed === '' ? null : isNumber ? Number(typed.replaceAll(/\D/g, '')) : typed)
      }
      input={
        question.type === 'date' || question.id === 'birthDate'
          ? { type: 'date', readOnly: question.id === 'birthDate' && question.answer !== null }
          : { type: 'text', inputMode: isNumber ? 'numeric' : 'text', maxLength: question.most ?? 300 }
      }
    />
  );
}

const toggled = (value: AnswerValue | null, id: string, on: boolean): string[] => {
  const before = Array.isArray(value) ? value : [];
  return on ? [...before, id] : before.filter((one) => one !== id);
};

/** What is chosen from; null: it is typed. */
function optionsOf(
  { id, type, options }: Question,
  words: (typeof accountWords)['ru'],
  language: 'ru' | 'en',
): { id: string | boolean; name: string }[] | null {
  if (id === 'gender')
    return (['female', 'male'] as const).map((one) => ({ id: one, name: words.genders[one] }));
  if (type === 'yes-no')
    return [
      { id: true, name: words.questionnaire.yes },
      { id: false, name: words.questionnaire.no },
    ];
  return type === 'choice' || type === 'several'
    ? options.map((option) => ({ id: option.id, name: option.name[language] }))
    : null;
}
