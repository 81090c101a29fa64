import { useFormat, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useDoing } from '../../api/asking.ts';
import { Button } from '../../components/button.tsx';
import { tell } from '../../components/toast.tsx';
import { useFailureText } from '../../frame/shown.tsx';
import { feedsChanged, type Feed } from './ask-imports.ts';
import { sendFile } from './send-file.ts';
import { importsWords } from './words.ts';

/** Chooses a file of goods and sends it; says how much of it has gone. */
export function FileButton({ of }: { readonly of: Feed }) {
  const say = useWords(importsWords);
  const format = useFormat();
  const failureText = useFailureText();
  const [share, setShare] = useState(0);
  const sending = useDoing(sendFile);

  async function send(file: File | undefined): Promise<void> {
    if (!file) return;
    setShare(0);
    const answer = await sending.run(of.feedId, file, setShare);
    if (answer === null) return;
    if (answer.ok) tell(say.fileSent);
    else tell(failureText(answer.failure, say.refusals), 'bad');
    feedsChanged();
  }
  return (
    <FileTrigger
      acceptedFileTypes={['.yml', '.xml', 'application/xml', 'text/xml']}
      onSelect={(files) => void send(files?.[0])}
    >
      <Button kind="outline" busy={sending.busy}>
        {sending.busy ? say.fileOnItsWay(format.percent(share)) : say.sendFile}
      </Button>
    </FileTrigger>
  );
}
