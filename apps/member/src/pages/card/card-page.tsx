import { Button, Empty, IconButton, Skeleton } from '@bonum/ui';
import { close } from '@bonum/ui/icons';
import { useState } from 'preact/hooks';
import type { Asked } from '../../api/asking.ts';
import type { Secret } from '../../barcode/rotating-code.ts';
import { useSecret } from '../../barcode/use-secret.ts';
import { useWords } from '@bonum/ui/language';
import { useMe, type Me } from '../../me/use-me.ts';
import { navigate } from '../../router/navigate.ts';
import { Page as Frame } from '../../shell/page.tsx';
import { CardFoot, type Mode } from './card-foot.tsx';
import { PlainCode, RotatingCode } from './shown-code.tsx';
import { useBrightPaper, useWakeLock } from './screen.ts';
import { cardWords } from './words.ts';
import './card.css';

/** The barcode, as large as it can be, and nothing that a scanner could stumble over. */
export function Page() {
  const say = useWords(cardWords);
  const me = useMe();
  const secret = useSecret(me);
  const [wanted, setWanted] = useState<Mode>('spend');
  useBrightPaper();
  useWakeLock();
  const known = me.state === 'here' ? me.value : null;
  // What cannot be spent needs no code that pays.
  const mode = known?.cannotSpend || secret === null ? 'earn' : wanted;
  return (
    <Frame
      title={say.title}
      asOf={me.state === 'here' ? me.asOf : null}
      action={<IconButton icon={close} label={say.close} onClick={leave} />}
    >
      <div className="card-page">
        <Code me={me} secret={secret} mode={mode} />
        {known && (
          <CardFoot
            me={known}
            asOf={me.state === 'here' ? me.asOf : null}
            mode={mode}
            choose={secret && known.mainCard !== null ? setWanted : null}
          />
        )}
      </div>
    </Frame>
  );
}

interface CodeProps {
  readonly me: Asked<Me>;
  readonly secret: Secret | null | undefined;
  readonly mode: Mode;
}

/** The barcode that changes, or the card itself; or why there is neither. */
function Code({ me, secret, mode }: CodeProps) {
  const say = useWords(cardWords);
  const known = me.state === 'here' ? me.value : null;
  const number = known?.mainCard ?? null;
  if (secret && (mode === 'spend' || number === null)) return <RotatingCode secret={secret} />;
  if (number !== null && secret !== undefined)
    return <PlainCode number={number} note={known?.cannotSpend ? null : say.plainNote} />;
  if (secret === undefined || me.state === 'loading')
    return (
      <div className="card-code">
        <Skeleton width="268px" height={304} />
      </div>
    );
  return (
    <Empty title={say.noneTitle} text={say.noneText}>
      <Button wide onClick={() => me.retry()}>
        {say.retry}
      </Button>
    </Empty>
  );
}

const leave = (): void => {
  if (history.length > 1) history.back();
  else navigate('/app/', { replace: true });
};
