import { useWords } from '@bonum/ui/language';
import { outdated, useDoing } from '../../api/asking.ts';
import { keys } from '../../api/keys.ts';
import { tell } from '../../components/toast.tsx';
import { SendDialog } from '../../frame/send-dialog.tsx';
import { endWebhook, type Webhook } from './ask-webhooks.ts';
import { webhooksWords } from './words.ts';

interface EndDialogProps {
  readonly of: Webhook;
  readonly onClose: () => void;
}

/** Asks whether it is sure: what waits for it is lost. */
export function EndDialog({ of, onClose }: EndDialogProps) {
  const say = useWords(webhooksWords);
  const doing = useDoing(endWebhook);
  async function send(): Promise<void> {
    const answer = await doing.run(of);
    if (!answer?.ok) return;
    outdated(keys.allWebhooks);
    tell(say.ended);
    onClose();
  }
  return (
    <SendDialog
      title={say.endTitle}
      send={say.end}
      danger
      busy={doing.busy}
      failure={doing.failure}
      refusals={say.refusals}
      onSend={() => void send()}
      onClose={onClose}
    >
      <p className="address">{say.endText(of.url)}</p>
    </SendDialog>
  );
}
