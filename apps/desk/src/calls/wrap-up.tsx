import { Icon } from '@bonum/ui';
import { phone as phoneIcon } from '@bonum/ui/icons';
import { formatPhone, useLanguage, useWords } from '@bonum/ui/language';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { outdated, useDoing } from '../api/asking.ts';
import { api } from '../api/client.ts';
import { answered } from '../api/failure.ts';
import { keys } from '../api/keys.ts';
import { Button } from '../components/button.tsx';
import { Check } from '../components/choice.tsx';
import { Field } from '../components/field.tsx';
import { tell } from '../components/toast.tsx';
import { useFailureText } from '../frame/shown.tsx';
import { duration } from './duration.ts';
import { useCallSettings } from './use-call-settings.ts';
import type { MyCall } from './use-my-calls.ts';
import { callWords } from './words.ts';

interface Word {
  readonly topic?: string;
  readonly note?: string;
  readonly memberId?: string;
}

/** What a call was about, said while it is fresh: a topic, a note, and whose it was where the phone did not say. */
export function WrapUp({ call }: { readonly call: MyCall }) {
  const say = useWords(callWords);
  const failureText = useFailureText();
  const [topic, setTopic] = useState<string | null>(call.topic);
  const [note, setNote] = useState(call.note ?? '');
  const shown = useParams({ strict: false, select: ({ memberId }) => memberId });
  const [attach, setAttach] = useState(true);
  const { callId } = call;
  const saving = useDoing((word: Word) =>
    answered(api.PUT('/v1/calls/{callId}/wrap-up', { params: { path: { callId } }, body: word })),
  );
  const save = async (word: Word, said: string | null): Promise<void> => {
    const saved = await saving.run(word);
    if (saved === null) return;
    if (!saved.ok) return tell(failureText(saved.failure), 'bad');
    if (said !== null) tell(said);
    outdated(keys.myCalls, keys.calls);
  };
  const whose = call.memberId === null && shown !== undefined && attach ? { memberId: shown } : {};
  return (
    <form
      className="call-bar wrap-up"
      aria-label={say.wrapUp}
      onSubmit={(event) => {
        event.preventDefault();
        void save(
          { ...whose, ...(topic !== null && { topic }), ...(note.trim() !== '' && { note: note.trim() }) },
          say.saved,
        );
      }}
    >
      <p className="wrap-up-head">
        <b>
          <Icon of={phoneIcon} small />
          {say.wrapUp}
        </b>
        <span>
          {call.clientPhone === null ? say.withheld : formatPhone(call.clientPhone)}
          {' · '}
          {duration(call.talkSeconds ?? 0)}
        </span>
      </p>
      <Topics chosen={topic} onChoose={setTopic} />
      <Field
        label={say.note}
        hint={say.noteHint}
        value={note}
        onChange={setNote}
        input={{ maxLength: 2000 }}
      />
      {call.memberId === null && shown !== undefined && (
        <Check checked={attach} onChange={setAttach}>
          {say.attachTo}
        </Check>
      )}
      <div className="wrap-up-buttons">
        <Button submit busy={saving.busy}>
          {say.save}
        </Button>
        <Button kind="outline" onPress={() => void save({}, null)}>
          {say.later}
        </Button>
      </div>
    </form>
  );
}

interface TopicsProps {
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

function Topics({ chosen, onChoose }: TopicsProps) {
  const say = useWords(callWords);
  const { language } = useLanguage();
  const settings = useCallSettings();
  const topics = settings.state === 'here' ? settings.value.topics : [];
  return (
    <fieldset className="wrap-up-topics">
      <legend>{say.aboutWhat}</legend>
      {topics.map(({ id, title }) => (
        <label key={id}>
          <input type="radio" name="topic" checked={chosen === id} onChange={() => onChoose(id)} />
          <span>{title[language]}</span>
        </label>
      ))}
    </fieldset>
  );
}
