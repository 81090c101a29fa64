import { Icon } from '@bonum/ui';
import { check as checkIcon, warning } from '@bonum/ui/icons';
import { useFormat, useWords } from '@bonum/ui/language';
import { useEffect, useState } from 'react';
import { useDoing } from '../../api/asking.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogForm } from '../../components/dialog.tsx';
import { GreyLines, useFailureText } from '../../frame/shown.tsx';
import { frameWords } from '../../frame/words.ts';
import { checkRecord, recordChecked, type RecordCheck } from './ask-record.ts';
import { useFaultText } from './check-words.ts';
import { recordWords } from './words.ts';

interface CheckDialogProps {
  readonly system: string;
  readonly onClose: () => void;
}

/** Looks whether the system of record has what Bonum needs, and says what to do where it has not. */
export function CheckDialog({ system, onClose }: CheckDialogProps) {
  const say = useWords(recordWords);
  const { close } = useWords(frameWords);
  const failureText = useFailureText();
  const doing = useDoing(checkRecord);
  const [checks, setChecks] = useState<readonly RecordCheck[] | null>(null);
  async function look(): Promise<void> {
    setChecks(null);
    const answer = await doing.run();
    if (answer?.ok) setChecks(answer.value.checks);
    recordChecked();
  }
  useEffect(() => {
    void look();
  }, []);
  return (
    <Dialog title={say.checkTitle(system)} wide onClose={onClose}>
      <DialogForm
        onSubmit={() => void look()}
        buttons={
          <>
            <Button submit kind="outline" busy={doing.busy}>
              {say.checkAgain}
            </Button>
            <Button kind="ghost" onPress={onClose}>
              {close}
            </Button>
          </>
        }
      >
        {doing.failure && (
          <p className="wrong" role="alert">
            {`${say.checkFailed} ${failureText(doing.failure)}`}
          </p>
        )}
        {doing.busy && (
          <div role="status">
            <p className="second">{say.checking}</p>
            <GreyLines count={4} />
          </div>
        )}
        {checks && <Result checks={checks} />}
      </DialogForm>
    </Dialog>
  );
}

function Result({ checks }: { readonly checks: readonly RecordCheck[] }) {
  const say = useWords(recordWords);
  const format = useFormat();
  const faultText = useFaultText();
  const bad = checks.flatMap(({ what, fault, about }) => (fault === null ? [] : [{ what, fault, about }]));
  const good = checks.filter(({ fault }) => fault === null);
  if (checks.length === 0) return <p role="status">{say.checkNothing}</p>;
  return (
    <>
      <p role="status" className={bad.length === 0 ? 'record-check-sum good' : 'record-check-sum bad'}>
        <Icon of={bad.length === 0 ? checkIcon : warning} small />
        {bad.length === 0 ? say.checkGood : say.checkBad(format.number(bad.length))}
      </p>
      {bad.length > 0 && (
        <ul className="record-checks" aria-label={say.checkBadList}>
          {bad.map((check) => (
            <li key={check.what}>
              <b>{check.what}</b>
              <p>{faultText(check)}</p>
            </li>
          ))}
        </ul>
      )}
      {good.length > 0 && (
        <details className="record-checks-good" open={bad.length === 0}>
          <summary>{`${say.checkGoodList}: ${format.number(good.length)}`}</summary>
          <ul className="record-checks">
            {good.map(({ what }) => (
              <li key={what}>{what}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
