import { useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { outdated, useDoing } from '../../api/asking.ts';
import { keys } from '../../api/keys.ts';
import { Select } from '../../components/choice.tsx';
import { SendDialog } from '../../frame/send-dialog.tsx';
import { rotateKey, type Key, type Made } from './ask-keys.ts';
import { keysWords } from './words.ts';

const HOUR = 60;
const DAY = 24 * HOUR;
/** How long the secret before may work on, in minutes. */
const overlaps = { none: 0, hour: HOUR, day: DAY, week: 7 * DAY, month: 30 * DAY } as const;
type Overlap = keyof typeof overlaps;
const overlapNames = ['none', 'hour', 'day', 'week', 'month'] as const satisfies readonly Overlap[];

interface RotateDialogProps {
  readonly of: Key;
  readonly onMade: (made: Made) => void;
  readonly onClose: () => void;
}

/** A new secret, and how long the one before works on. */
export function RotateDialog({ of, onMade, onClose }: RotateDialogProps) {
  const say = useWords(keysWords);
  const [overlap, setOverlap] = useState<Overlap>('week');
  const doing = useDoing(rotateKey);
  async function send(): Promise<void> {
    const answer = await doing.run(of, overlaps[overlap]);
    outdated(keys.allKeys);
    if (answer?.ok) onMade(answer.value);
  }
  return (
    <SendDialog
      title={say.rotateTitle(of.name)}
      send={say.rotate}
      danger={overlap === 'none'}
      busy={doing.busy}
      failure={doing.failure}
      refusals={say.refusals}
      onSend={() => void send()}
      onClose={onClose}
    >
      <p>{say.rotateText}</p>
      <Select
        label={say.overlap}
        options={overlapNames.map((id) => ({ id, name: say.overlaps[id] }))}
        value={overlap}
        onChange={setOverlap}
        {...(overlap === 'none' && { hint: say.overlapNone })}
      />
    </SendDialog>
  );
}
