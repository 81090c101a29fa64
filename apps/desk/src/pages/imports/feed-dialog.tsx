import { useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { useDoing } from '../../api/asking.ts';
import { Select } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { tell } from '../../components/toast.tsx';
import { SendDialog } from '../../frame/send-dialog.tsx';
import { feedsChanged, putFeed, type Feed } from './ask-imports.ts';
import { useEveryText, usualMinutes } from './every.ts';
import { importsWords } from './words.ts';

interface FeedDialogProps {
  /** null: a new one. */
  readonly of: Feed | null;
  readonly onClose: () => void;
}

const USUAL = 60;

/** What a feed is called, where it is, and how often it is fetched. */
export function FeedDialog({ of, onClose }: FeedDialogProps) {
  const say = useWords(importsWords);
  const everyText = useEveryText();
  // Sent again it is the same feed: none is made twice.
  const [feedId] = useState(() => of?.feedId ?? crypto.randomUUID());
  const [name, setName] = useState(of?.name ?? '');
  const [url, setUrl] = useState(of?.url ?? 'https://');
  const [everyMinutes, setEveryMinutes] = useState(of?.everyMinutes ?? USUAL);
  const [tried, setTried] = useState(false);
  const sending = useDoing(putFeed);
  const nameWrong = name.trim() === '';
  const urlWrong = !/^https?:\/\/[^\s/]\S*$/.test(url);
  const minutes = [...new Set([...usualMinutes, everyMinutes])].toSorted((one, other) => one - other);

  async function send(): Promise<void> {
    setTried(true);
    if (nameWrong || urlWrong) return;
    const paused = of?.paused ?? false;
    const body = { kind: of?.kind ?? 'yml', name: name.trim(), url, everyMinutes, paused } as const;
    const answer = await sending.run(feedId, body);
    if (!answer?.ok) return;
    tell(of ? say.saved : say.addedNow);
    feedsChanged();
    onClose();
  }
  return (
    <SendDialog
      title={of ? say.changeTitle : say.addTitle}
      send={of ? say.save : say.add}
      busy={sending.busy}
      failure={sending.failure}
      refusals={say.refusals}
      onSend={() => void send()}
      onClose={onClose}
    >
      <Field
        label={say.name}
        hint={say.nameHint}
        value={name}
        onChange={setName}
        focus
        wrong={tried && nameWrong ? say.wrong.name : undefined}
        input={{ maxLength: 200 }}
      />
      <Field
        label={say.url}
        hint={say.urlHint}
        value={url}
        onChange={setUrl}
        wrong={tried && urlWrong ? say.wrong.url : undefined}
        input={{ type: 'url', inputMode: 'url', maxLength: 2000 }}
      />
      <Select
        label={say.every}
        options={minutes.map((each) => ({ id: String(each), name: everyText(each) }))}
        value={String(everyMinutes)}
        onChange={(id) => setEveryMinutes(Number(id))}
      />
    </SendDialog>
  );
}
