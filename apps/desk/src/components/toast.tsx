import { Icon } from '@bonum/ui';
import { check, close, warning } from '@bonum/ui/icons';
import { useWords } from '@bonum/ui/language';
import {
  Button,
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import { frameWords } from '../frame/words.ts';

interface Note {
  readonly kind: 'good' | 'bad';
  readonly text: string;
}

const queue = new ToastQueue<Note>({ maxVisibleToasts: 3 });
const LASTS_MS = 8000;

/** Says what has been done: `tell(say.granted(500))`. What failed stays until it is closed. */
export function tell(text: string, kind: Note['kind'] = 'good'): void {
  queue.add({ kind, text }, kind === 'good' ? { timeout: LASTS_MS } : {});
}

export function Toasts() {
  const say = useWords(frameWords);
  return (
    <ToastRegion queue={queue} className="toasts" aria-label={say.messages}>
      {({ toast }) => (
        <Toast toast={toast} className={`toast ${toast.content.kind}`}>
          <Icon of={toast.content.kind === 'good' ? check : warning} small />
          <ToastContent className="toast-text">
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          <Button slot="close" className="desk-icon-button" aria-label={say.close}>
            <Icon of={close} small />
          </Button>
        </Toast>
      )}
    </ToastRegion>
  );
}
