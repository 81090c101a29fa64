import { useWords } from '@bonum/ui/language';
import { useEffect, useState } from 'react';
import { outdated } from '../../api/asking.ts';
import { keys } from '../../api/keys.ts';
import { Button } from '../../components/button.tsx';
import { Page as Template } from '../../frame/page.tsx';
import { useShortcut } from '../../shortcuts/use-shortcut.ts';
import { isMoving, useExchanges, useFeeds, usePictures, type Feed } from './ask-imports.ts';
import { DraftDialog } from './draft-dialog.tsx';
import { Exchanges } from './exchanges.tsx';
import { FeedDialog } from './feed-dialog.tsx';
import { Feeds } from './feeds.tsx';
import './imports.css';
import { OnecReceipts } from './onec-receipts.tsx';
import { useOnecReceipts } from './ask-onec-receipts.ts';
import { PicturesSection } from './pictures.tsx';
import { importsWords } from './words.ts';

export type Doing = { readonly what: 'add' } | { readonly what: 'change' | 'draft'; readonly of: Feed };

/** Where goods come from, how that went the last time, and what could not be taken. */
export function Page() {
  const say = useWords(importsWords);
  const [doing, setDoing] = useState<Doing | null>(null);
  const add = (): void => setDoing({ what: 'add' });
  useShortcut({ keys: 'N', name: say.add, act: add, foot: true });
  useShortcut({ keys: ['ArrowUp', 'ArrowDown'], name: say.keys.row, foot: true });
  useShortcut({ keys: 'Enter', name: say.keys.open, foot: true });
  const feeds = useFeeds();
  const exchanges = useExchanges();
  const onecReceipts = useOnecReceipts();
  const pictures = usePictures();
  useLookAgain(
    isMoving(feeds.state === 'here' ? feeds.value : [], exchanges.state === 'here' ? exchanges.value : []) ||
      (pictures.state === 'here' && pictures.value.waiting > 0),
  );
  return (
    <Template
      title={say.title}
      lead={say.lead}
      actions={
        <Button keys="N" onPress={add}>
          {say.add}
        </Button>
      }
    >
      <OnecReceipts asked={onecReceipts} />
      <Feeds asked={feeds} onDo={setDoing} />
      <Exchanges asked={exchanges} />
      <PicturesSection asked={pictures} />
      {doing && <DialogOf doing={doing} onClose={() => setDoing(null)} />}
    </Template>
  );
}

interface DialogOfProps {
  readonly doing: Doing;
  readonly onClose: () => void;
}

const DialogOf = ({ doing, onClose }: DialogOfProps) =>
  doing.what === 'draft' ? (
    <DraftDialog of={doing.of} onClose={onClose} />
  ) : (
    <FeedDialog of={doing.what === 'change' ? doing.of : null} onClose={onClose} />
  );

/** What moves is watched; what rests is looked at now and then, since 1C comes when it likes. */
const MOVING_MS = 1500;
const RESTING_MS = 10_000;

function useLookAgain(moving: boolean): void {
  useEffect(() => {
    const timer = setInterval(
      () => {
        if (!document.hidden) outdated(keys.feeds, keys.exchanges, keys.onecReceipts, keys.pictures);
      },
      moving ? MOVING_MS : RESTING_MS,
    );
    return () => clearInterval(timer);
  }, [moving]);
}
