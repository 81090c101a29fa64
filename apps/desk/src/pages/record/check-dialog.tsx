import { useWords } from '@bonum/ui/language';
import { useEffect, useState } from 'react';
import { useDoing } from '../../api/asking.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogForm } from '../../components/dialog.tsx';
import { GreyLines, useFailureText } from '../../frame/shown.tsx';
import { frameWords } from '../../frame/words.ts';
import { checkRecord, recordChecked, type RecordCheck } from './ask-record.ts';
import { CheckResult } from './check-result.tsx';
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
        {checks && <CheckResult checks={checks} />}
      </DialogForm>
    </Dialog>
  );
}
