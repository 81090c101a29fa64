import { useFormat, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { useDoing } from '../../api/asking.ts';
import { Field } from '../../components/field.tsx';
import { tell } from '../../components/toast.tsx';
import { SendDialog } from '../../frame/send-dialog.tsx';
import { commandChanged, discardCommand, type Command } from './ask-record.ts';
import { useActText } from './use-act-text.ts';
import { recordWords } from './words.ts';

interface DiscardDialogProps {
  readonly command: Command;
  readonly system: string;
  readonly onClose: () => void;
}

/** Says what giving a command up means for its member, and asks why. */
export function DiscardDialog({ command, system, onClose }: DiscardDialogProps) {
  const say = useWords(recordWords);
  const actText = useActText();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const doing = useDoing(discardCommand);
  async function send(): Promise<void> {
    setTried(true);
    if (reason.trim() === '') return;
    const answer = await doing.run(command, reason.trim());
    if (answer === null) return;
    commandChanged(command.memberId);
    if (!answer.ok) return;
    tell(say.discardDone);
    onClose();
  }
  return (
    <SendDialog
      title={say.discardTitle}
      send={say.discard}
      danger
      busy={doing.busy}
      failure={doing.failure}
      refusals={say.refusals}
      onSend={() => void send()}
      onClose={onClose}
    >
      <p>{say.discardText(actText(command), system)}</p>
      <p>
        <Meaning command={command} />
      </p>
      {command.state === 'refused' && <p className="second">{say.discardBehind}</p>}
      <Field
        label={say.reason}
        hint={say.reasonHint}
        value={reason}
        onChange={setReason}
        focus
        wrong={tried && reason.trim() === '' ? say.reasonWrong : undefined}
        input={{ maxLength: 200 }}
      />
    </SendDialog>
  );
}

function Meaning({ command: { points } }: Pick<DiscardDialogProps, 'command'>) {
  const say = useWords(recordWords);
  const format = useFormat();
  if (points === null) return say.discardOther;
  return points > 0 ? say.discardMore(format.points(points)) : say.discardFewer(format.points(-points));
}
