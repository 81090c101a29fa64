import { useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { outdated, useDoing } from '../../api/asking.ts';
import { Button } from '../../components/button.tsx';
import { Check } from '../../components/choice.tsx';
import { Dialog, DialogForm } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { tell } from '../../components/toast.tsx';
import { useFailureText } from '../../frame/shown.tsx';
import { frameWords } from '../../frame/words.ts';
import { casesKey, decide, type AbuseCase, type Deciding, type Measure } from './cases.ts';
import { abuseWords } from './words.ts';

interface DecideProps {
  readonly of: AbuseCase;
  readonly decision: Deciding['decision'];
  readonly onClose: () => void;
}

/** Block or release, with the reason: typed at once, Enter sends. */
export function DecideDialog({ of, decision, onClose }: DecideProps) {
  const say = useWords(abuseWords);
  const frame = useWords(frameWords);
  const text = useFailureText();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [chosen, choose] = useState<Chosen>(() => ({
    measures: of.measures.filter((measure) => measure !== 'suspend-members'),
    members: of.members.map(({ memberId }) => memberId),
  }));
  const doing = useDoing((deciding: Deciding) => decide(of, deciding));
  const blocks = decision === 'block';
  const unfit = blocks && !isFit(chosen);
  async function send(): Promise<void> {
    setTried(true);
    if (reason.trim() === '' || unfit) return;
    const answer = await doing.run({ decision, reason: reason.trim(), ...(blocks && asked(chosen)) });
    if (answer === null) return;
    outdated(casesKey);
    if (answer.ok) tell(say.done[decision]);
    else if (answer.failure.kind === 'refused' && answer.failure.code === 'changed-since')
      tell(say.refusals['changed-since'], 'bad');
    else return;
    onClose();
  }
  const name = blocks ? say.block : of.state === 'blocked' ? say.giveBack : say.release;
  return (
    <Dialog title={name} onClose={onClose}>
      <DialogForm
        onSubmit={() => void send()}
        buttons={
          <>
            <Button submit busy={doing.busy} kind={blocks ? 'danger' : 'main'}>
              {name}
            </Button>
            <Button kind="ghost" onPress={onClose}>
              {frame.cancel}
            </Button>
          </>
        }
      >
        <p className="second">
          {blocks ? say.blockText : of.state === 'blocked' ? say.giveBackText : say.releaseText}
        </p>
        <Field
          label={say.reason}
          hint={say.reasonHint}
          value={reason}
          onChange={setReason}
          focus
          wrong={tried && reason.trim() === '' ? say.reasonWrong : undefined}
          input={{ maxLength: 500 }}
        />
        {blocks && <BlockFields of={of} chosen={chosen} onChoose={choose} />}
        {blocks && tried && unfit && (
          <p className="wrong" role="alert">
            {say.measuresWrong}
          </p>
        )}
        {doing.failure && (
          <p className="wrong" role="alert">
            {`${say.failedDecision} ${text(doing.failure, say.refusals)}`}
          </p>
        )}
      </DialogForm>
    </Dialog>
  );
}

interface Chosen {
  readonly measures: readonly Measure[];
  readonly members: readonly string[];
}

const ofMembers = ({ measures }: Chosen): boolean => measures.some((measure) => measure !== 'flag');

const isFit = (chosen: Chosen): boolean =>
  chosen.measures.length > 0 && (!ofMembers(chosen) || chosen.members.length > 0);

const asked = (chosen: Chosen): Pick<Deciding, 'measures' | 'members'> => ({
  measures: [...chosen.measures],
  members: ofMembers(chosen) ? [...chosen.members] : [],
});

interface BlockFieldsProps {
  readonly of: AbuseCase;
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
}

function BlockFields({ of, chosen, onChoose }: BlockFieldsProps) {
  const say = useWords(abuseWords);
  const flipped = <T,>(list: readonly T[], item: T, on: boolean): T[] =>
    on ? [...list, item] : list.filter((one) => one !== item);
  return (
    <>
      <fieldset className="choices">
        <legend>{say.what}</legend>
        {of.measures.map((measure) => (
          <Check
            key={measure}
            checked={chosen.measures.includes(measure)}
            onChange={(on) => onChoose({ ...chosen, measures: flipped(chosen.measures, measure, on) })}
          >
            {say.measures[measure]}
          </Check>
        ))}
      </fieldset>
      {of.members.length > 0 && (
        <fieldset className="choices">
          <legend>{say.whom}</legend>
          {of.members.map(({ memberId, name, activeCards }) => (
            <Check
              key={memberId}
              checked={chosen.members.includes(memberId)}
              off={!ofMembers(chosen)}
              onChange={(on) => onChoose({ ...chosen, members: flipped(chosen.members, memberId, on) })}
            >
              {`${name ?? say.nameless}, ${say.activeCards(activeCards)}`}
            </Check>
          ))}
        </fieldset>
      )}
    </>
  );
}
