import { useWords } from '@bonum/ui/language';
import type { ReactNode } from 'react';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { tell } from '../components/toast.tsx';
import { frameWords } from './words.ts';

interface ShownOnceProps {
  readonly title: string;
  /** What to do with it, and for how long it is good. */
  readonly lead: ReactNode;
  /** What is shown this once: a link, a secret. */
  readonly text: string;
  readonly onClose: () => void;
}

/** What the server does not keep, to be copied and handed over. */
export function ShownOnce({ title, lead, text, onClose }: ShownOnceProps) {
  const say = useWords(frameWords);
  const copy = (): void =>
    void navigator.clipboard.writeText(text).then(
      () => tell(say.copied),
      () => tell(say.notCopied, 'bad'),
    );
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="dialog-fields">
        <p>{lead}</p>
        <p className="shown-once">{text}</p>
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
