import { useWords } from '@bonum/ui/language';
import { useEffect, useState } from 'react';
import { outdated } from '../../api/asking.ts';
import { keys } from '../../api/keys.ts';
import { Button } from '../../components/button.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { Page as Template } from '../../frame/page.tsx';
import { Nothing, Shown } from '../../frame/shown.tsx';
import { useShortcut } from '../../shortcuts/use-shortcut.ts';
import { shows, useRecord, type RecordState, type Show } from './ask-record.ts';
import { CheckDialog } from './check-dialog.tsx';
import { CheckResult } from './check-result.tsx';
import { Commands } from './commands.tsx';
import './record.css';
import { StateOfRecord } from './record-state.tsx';
import { useMoment } from './use-moment.ts';
import { recordWords } from './words.ts';

/** Whether the chain's 1C, SAP or Saby hears what happens here, and what to do about that which it does not. */
export function Page() {
  const say = useWords(recordWords);
  const record = useRecord();
  const [checking, setChecking] = useState(false);
  const system = record.state === 'here' ? record.value.system : 'bonum';
  const connected = system !== 'bonum';
  const check = (): void => setChecking(true);
  useShortcut({ keys: 'C', name: say.check, act: check, foot: true, on: connected });
  return (
    <Template
      title={say.title}
      lead={connected ? say.lead(say.systems[system]) : say.leadOwn}
      {...(connected && {
        actions: (
          <Button kind="outline" keys="C" onPress={check}>
            {say.check}
          </Button>
        ),
      })}
    >
      <Shown asked={record} failed={say.failed}>
        {(state) =>
          state.system === 'bonum' && state.waiting + state.refused === 0 ? (
            <Nothing title={say.own} text={say.ownText} />
          ) : (
            <Connected state={state} />
          )
        }
      </Shown>
      {checking && <CheckDialog system={say.systems[system]} onClose={() => setChecking(false)} />}
    </Template>
  );
}

function Connected({ state }: { readonly state: RecordState }) {
  const say = useWords(recordWords);
  const [show, setShow] = useState<Show>('open');
  useLookAgain(state);
  const counts: Readonly<Partial<Record<Show, number>>> = {
    open: state.waiting + state.refused,
    refused: state.refused,
  };
  return (
    <>
      <StateOfRecord state={state} />
      {state.checked && <LastCheck checked={state.checked} />}
      <Tabs
        label={say.list}
        chosen={show}
        onChoose={setShow}
        tabs={shows.map((id) => ({
          id,
          name: say.shows[id],
          count: counts[id],
          content: () => <Commands show={id} system={say.systems[state.system]} />,
        }))}
      />
    </>
  );
}

/** What was found there last, by a worker or by somebody who pressed the button. */
function LastCheck({ checked: { at, checks } }: { readonly checked: NonNullable<RecordState['checked']> }) {
  const say = useWords(recordWords);
  const moment = useMoment();
  const isGood = checks.every(({ fault }) => fault === null);
  return (
    <section className="record-last-check" aria-label={say.lastCheck}>
      <p className="second">{say.checkedAt(moment(at), isGood)}</p>
      {!isGood && <CheckResult checks={checks} />}
    </section>
  );
}

const LOOK_AGAIN_MS = 3000;
/** Each look at the list stands in the audit log, so it is looked at when something has moved, and now and then while something waits. */
const LIST_AGAIN_MS = 30_000;

/** What waits goes on its way while somebody looks. */
function useLookAgain({ waiting, refused, oldestAt, awaySince }: RecordState): void {
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) outdated(keys.record);
    }, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    outdated(keys.allRecordCommands);
    if (waiting === 0) return undefined;
    const timer = setInterval(() => {
      if (!document.hidden) outdated(keys.allRecordCommands);
    }, LIST_AGAIN_MS);
    return () => clearInterval(timer);
  }, [waiting, refused, oldestAt, awaySince]);
}
