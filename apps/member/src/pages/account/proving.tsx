import { Button, CodeSlots } from '@bonum/ui';
import { useState } from 'preact/hooks';
import { useDoing } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered } from '../../api/failure.ts';
import { useWords } from '@bonum/ui/language';
import { Notice } from './notice.tsx';
import { accountWords } from './words.ts';

export interface Proof {
  readonly confirmationId: string;
  readonly code: string;
}

interface ProvingProps {
  readonly by: 'phone' | 'email';
  readonly onProved: (proof: Proof) => void;
}

/** That it is still me: a code to what I have already. */
export function Proving({ by, onProved }: ProvingProps) {
  const say = useWords(accountWords).contacts;
  const [sent, setSent] = useState<{ readonly digits: number; readonly sentTo: string } | null>(null);
  const [code, setCode] = useState('');
  const [confirmationId] = useState(() => crypto.randomUUID());
  const ask = useDoing(() =>
    answered(api.POST('/v1/me/proof', { body: { confirmationId, by, purpose: 'prove' } })),
  );
  const send = async (): Promise<void> => {
    const answer = await ask.run();
    if (answer?.ok) setSent({ digits: answer.value.digits, sentTo: answer.value.sentTo });
  };
  if (sent === null)
    return (
      <>
        <p>{say.proveFirst[by]}</p>
        <Notice failure={ask.failure} />
        <Button wide busy={ask.busy} onClick={() => void send()}>
          {say.sendCode}
        </Button>
      </>
    );
  return (
    <>
      <p>{say.codeTo(sent.sentTo)}</p>
      <CodeSlots
        label={say.codeLabel(sent.digits)}
        length={sent.digits}
        value={code}
        focus
        onInput={(digits) => {
          setCode(digits);
          if (digits.length === sent.digits) onProved({ confirmationId, code: digits });
        }}
      />
    </>
  );
}
