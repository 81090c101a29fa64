import { Icon } from '@bonum/ui';
import { check, warning } from '@bonum/ui/icons';
import { useFormat, useWords } from '@bonum/ui/language';
import type { RecordState } from './ask-record.ts';
import { useBecauseText } from './because-words.ts';
import { useMoment } from './use-moment.ts';
import { recordWords } from './words.ts';

/** At a glance: whether it answers, how much waits, how much was refused, and since when. */
export function StateOfRecord({ state }: { readonly state: RecordState }) {
  const say = useWords(recordWords);
  const format = useFormat();
  const moment = useMoment();
  const { waiting, refused, oldestAt } = state;
  return (
    <section className="record-state" aria-label={say.state}>
      <Answering state={state} />
      <dl>
        <div>
          <dt>{say.waiting}</dt>
          <dd className="n-28">{format.number(waiting)}</dd>
        </div>
        <div className={refused > 0 ? 'record-refused' : undefined}>
          <dt>{say.refused}</dt>
          <dd className="n-28">{format.number(refused)}</dd>
        </div>
        <div>
          <dt>{say.oldest}</dt>
          <dd className="record-oldest">{oldestAt === null ? say.nothing : moment(oldestAt)}</dd>
        </div>
      </dl>
    </section>
  );
}

function Answering({ state: { system, awaySince, because } }: { readonly state: RecordState }) {
  const say = useWords(recordWords);
  const moment = useMoment();
  const becauseText = useBecauseText();
  const name = say.systems[system];
  if (system === 'bonum')
    return (
      <div className="record-answering away" role="status">
        <p className="record-how">
          <Icon of={warning} />
          {say.unplugged}
        </p>
        <p className="second">{say.unpluggedText}</p>
      </div>
    );
  if (awaySince === null)
    return (
      <div className="record-answering" role="status">
        <p className="record-how">
          <Icon of={check} />
          {say.answers(name)}
        </p>
        <p className="second">{say.answersText}</p>
      </div>
    );
  const since = say.awaySince(moment(awaySince));
  return (
    <div className="record-answering away" role="status">
      <p className="record-how">
        <Icon of={warning} />
        {say.away(name)}
      </p>
      <p>{because === null ? since : `${since}: ${becauseText(because)}`}</p>
      <p className="second">{say.awayText}</p>
    </div>
  );
}
