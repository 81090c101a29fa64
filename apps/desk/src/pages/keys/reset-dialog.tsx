import { useWords } from '@bonum/ui/language';
import { useDoing } from '../../api/asking.ts';
import { tell } from '../../components/toast.tsx';
import { SendDialog } from '../../frame/send-dialog.tsx';
import { resetSandbox } from './ask-keys.ts';
import { keysWords } from './words.ts';

/** Asks whether it is sure: others may be at work in the sandbox, too. */
export function ResetDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useWords(keysWords);
  const doing = useDoing(resetSandbox);
  async function send(): Promise<void> {
    const answer = await doing.run();
    if (!answer?.ok) return;
    tell(say.resetDone);
    onClose();
  }
  return (
    <SendDialog
      title={say.resetTitle}
      send={say.resetSandbox}
      danger
      busy={doing.busy}
      failure={doing.failure}
      refusals={say.refusals}
      onSend={() => void send()}
      onClose={onClose}
    >
      <p>{say.resetText}</p>
    </SendDialog>
  );
}
