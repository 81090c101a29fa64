import { useFormat, useWords } from '@bonum/ui/language';
import { outdated, useDoing } from '../../api/asking.ts';
import { keys } from '../../api/keys.ts';
import { tell } from '../../components/toast.tsx';
import { SendDialog } from '../../frame/send-dialog.tsx';
import { endOldSecret, revokeKey, type Key } from './ask-keys.ts';
import { keysWords } from './words.ts';

interface EndDialogProps {
  /** The whole key, or its old secret alone. */
  readonly what: 'revoke' | 'end';
  readonly of: Key;
  readonly onClose: () => void;
}

/** Asks whether it is sure: who still uses it stands still. */
export function EndDialog({ what, of, onClose }: EndDialogProps) {
  const say = useWords(keysWords);
  const format = useFormat();
  const doing = useDoing(what === 'revoke' ? revokeKey : endOldSecret);
  const usedAt = what === 'revoke' ? of.secret.usedAt : (of.oldSecret?.usedAt ?? null);
  async function send(): Promise<void> {
    const answer = await doing.run(of);
    if (!answer?.ok) return;
    outdated(keys.allKeys);
    tell(say.ended[what]);
    onClose();
  }
  return (
    <SendDialog
      title={say.endTitle[what](of.name)}
      send={say.end[what]}
      danger
      busy={doing.busy}
      failure={doing.failure}
      refusals={say.refusals}
      onSend={() => void send()}
      onClose={onClose}
    >
      <p>{say.endText[what]}</p>
      <p>{usedAt === null ? say.neverUsed : say.lastUsed(format.dateTime(usedAt))}</p>
    </SendDialog>
  );
}
