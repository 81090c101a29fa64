import { useFormat, useWords } from '@bonum/ui/language';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { tell } from '../../components/toast.tsx';
import type { Invited } from './operators.ts';
import { staffWords } from './words.ts';

interface LinkDialogProps {
  readonly invited: Invited;
  readonly onClose: () => void;
}

/** The one-time link, to be handed over: the server does not keep it. */
export function LinkDialog({ invited, onClose }: LinkDialogProps) {
  const say = useWords(staffWords);
  const format = useFormat();
  const { link, linkUntil, operator } = invited;
  const copy = (): void =>
    void navigator.clipboard.writeText(link).then(
      () => tell(say.copied),
      () => tell(say.notCopied, 'bad'),
    );
  return (
    <Dialog title={say.linkTitle} onClose={onClose}>
      <div className="dialog-fields">
        <p>{say.linkLead(operator.name, format.dateTime(linkUntil))}</p>
        <p className="invitation-link">{link}</p>
      </div>
      <div className="dialog-buttons">
        <Button focus onPress={copy}>
          {say.copy}
        </Button>
        <Button kind="outline" onPress={onClose}>
          {say.done}
        </Button>
      </div>
    </Dialog>
  );
}
