import { useLanguage, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { useListed } from '../../api/asking.ts';
import { keys } from '../../api/keys.ts';
import { askCalls, type CallsWanted } from '../../calls/ask-calls.ts';
import { CallsTable } from '../../calls/calls-table.tsx';
import { useCallSettings } from '../../calls/use-call-settings.ts';
import { callWords } from '../../calls/words.ts';
import { Button } from '../../components/button.tsx';
import { Select } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Page as Template } from '../../frame/page.tsx';
import { Nothing, Shown } from '../../frame/shown.tsx';

export function Page() {
  const say = useWords(callWords);
  const [wanted, setWanted] = useState<CallsWanted>({});
  const calls = useListed([...keys.calls, wanted], (before, signal) => askCalls(wanted, before, signal), {
    keep: true,
  });
  const filtered = Object.keys(wanted).length > 0;
  return (
    <Template title={say.title} lead={say.lead}>
      <Filters onShow={setWanted} />
      <Shown asked={calls} failed={say.failed} refusals={{ 'bad-phone': say.phoneWrong }}>
        {(listed) =>
          listed.items.length === 0 ? (
            <Nothing
              title={filtered ? say.nothing : say.empty}
              text={filtered ? say.nothingText : say.emptyText}
            />
          ) : (
            <CallsTable calls={listed} old={calls.state === 'here' && calls.old} />
          )
        }
      </Shown>
    </Template>
  );
}

const ANY = 'any';
type Chosen<T extends string> = T | typeof ANY;

function Filters({ onShow }: { readonly onShow: (wanted: CallsWanted) => void }) {
  const say = useWords(callWords);
  const { language } = useLanguage();
  const settings = useCallSettings();
  const topics = settings.state === 'here' ? settings.value.topics : [];
  const [phone, setPhone] = useState('');
  const [direction, setDirection] = useState<Chosen<'in' | 'out'>>(ANY);
  const [outcome, setOutcome] = useState<Chosen<'answered' | 'missed'>>(ANY);
  const [topic, setTopic] = useState<string>(ANY);
  const any = { id: ANY, name: say.any } as const;
  const show = (): void =>
    onShow({
      ...(phone.trim() !== '' && { phone: phone.trim() }),
      ...(direction !== ANY && { direction }),
      ...(outcome !== ANY && { outcome }),
      ...(topic !== ANY && { topic }),
    });
  const clear = (): void => {
    setPhone('');
    setDirection(ANY);
    setOutcome(ANY);
    setTopic(ANY);
    onShow({});
  };
  return (
    <Form className="call-filters" label={say.filters} onSubmit={show}>
      <Field
        label={say.phone}
        value={phone}
        onChange={setPhone}
        input={{ inputMode: 'tel', maxLength: 32 }}
      />
      <Select
        label={say.direction}
        value={direction}
        onChange={setDirection}
        options={[any, { id: 'in', name: say.directions.in }, { id: 'out', name: say.directions.out }]}
      />
      <Select
        label={say.outcome}
        value={outcome}
        onChange={setOutcome}
        options={[
          any,
          { id: 'answered', name: say.outcomes.answered },
          { id: 'missed', name: say.outcomes.missed },
        ]}
      />
      <Select
        label={say.topic}
        value={topic}
        onChange={setTopic}
        options={[any, ...topics.map(({ id, title }) => ({ id, name: title[language] }))]}
      />
      <Button submit>{say.show}</Button>
      <Button kind="outline" onPress={clear}>
        {say.clear}
      </Button>
    </Form>
  );
}
