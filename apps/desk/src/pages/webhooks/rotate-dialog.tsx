import { useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { outdated, useDoing } from '../../api/asking.ts';
import { keys } from '../../api/keys.ts';
import { Radios } from '../../components/choice.tsx';
import { SendDialog } from '../../frame/send-dialog.tsx';
import { rotateSecret, type Made, type Webhook } from './ask-webhooks.ts';
import { webhooksWords } from './words.ts';

const ways = ['day', 'revoke'] as const;

interface RotateDialogProps {
  readonly of: Webhook;
  readonly onMade: (made: Made) => void;
  readonly onClose: () => void;
}

/** A new secret, and whether those before sign on for their day. */
export function RotateDialog({ of, onMade, onClose }: RotateDialogProps) {
  const say = useWords(webhooksWords);
  const [way, setWay] = useState<(typeof ways)[number]>('day');
  const doing = useDoing(rotateSecret);
  async function send(): Promise<void> {
    const answer = await doing.run(of, way === 'revoke');
    outdated(keys.allWebhooks);
    if (answer?.ok) onMade(answer.value);
  }
  return (
    <SendDialog
      title={say.rotateTitle}
      send={say.rotate}
      danger={way === 'revoke'}
      busy={doing.busy}
      failure={doing.failure}
      refusals={say.refusals}
      onSend={() => void send()}
      onClose={onClose}
    >
      <Radios
        label={say.oldSecret}
        options={ways.map((id) => ({ id, name: say.rotateWays[id] }))}
        value={way}
        onChange={setWay}
      />
    </SendDialog>
  );
}
