import { useLanguage, useWords } from '@bonum/ui/language';
import { tell } from '../../../components/toast.tsx';
import { useShortcut } from '../../../shortcuts/use-shortcut.ts';
import type { Receipt } from '../use-member.ts';
import { aloud } from './aloud.ts';
import { operationsWords } from './words.ts';

/** The sentence to read out; Ctrl C copies it for a chat, unless something else is marked. */
export function Aloud({ receipt }: { readonly receipt: Receipt }) {
  const say = useWords(operationsWords);
  const { language } = useLanguage();
  const text = aloud(receipt, language, new Date());
  const copy = (): void => {
    const marked = getSelection()?.toString() ?? '';
    void navigator.clipboard.writeText(marked === '' ? text : marked).then(
      () => tell(say.copied),
      () => tell(say.notCopied, 'bad'),
    );
  };
  useShortcut({ keys: 'Ctrl+C', name: say.copy, act: copy, foot: true });
  return (
    <div className="aloud">
      <span className="aloud-head">{say.say}</span>
      <p>
        <q>{text}</q>
      </p>
    </div>
  );
}
