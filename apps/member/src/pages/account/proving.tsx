import { CodeSlots } from '@bonum/ui';
import { useState } from 'preact/hooks';
import { useDoing } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered } from '../../api/failure.ts';
import { useOnce } from '../../api/once.ts';
import { useCodeFromSms } from '../../codes/code-from-sms.ts';
import { useWords } from '@bonum/ui/language';
import { NetButton } from '../../shell/net-button.tsx';
import { Notice } from './notice.tsx';
import { accountWords } from './words.ts';

interface Sent {
  readonly confirmationId: string;
  readonly digits: number;
  readonly sentTo: string;
}

interface ProvingProps {
  readonly by: 'phone' | 'email';
  readonly onProved: () => void;
}

/** That it is still me: a code to what I have already. For a while nothing more is asked then. */
export function Proving({ by, onProved }: ProvingProps) {
  const say = useWords(accountWords).contacts;
  const [sent, setSent] = useState<Sent | null>(null);
  const once = useOnce();
  const ask = useDoing((confirmationId: string) =>
    answered(api.POST('/v1/me/proof', { body: { confirmationId, by, purpose: 'prove' } })),
  );
  const send = async (): Promise<void> => {
    const confirmationId = once.idFor(by);
    const answer = await ask.run(confirmationId);
    if (!answer?.ok) return;
    // Asked for again, it is another one.
    once.done();
    setSent({ confirmationId, digits: answer.value.digits, sentTo: answer.value.sentTo });
  };
  return (
    <>
      <p>{sent === null ? say.proveFirst[by] : say.codeTo(sent.sentTo)}</p>
      {sent !== null && <Typing key={sent.confirmationId} sent={sent} by={by} onProved={onProved} />}
      <Notice failure={ask.failure} />
      <NetButton kind={sent === null ? 'main' : 'ghost'} wide busy={ask.busy} onClick={() => void send()}>
        {sent === null ? say.sendCode : say.again}
      </NetButton>
    </>
  );
}

function Typing({ sent, by, onProved }: ProvingProps & { readonly sent: Sent }) {
  const say = useWords(accountWords).contacts;
  const [code, setCode] = useState('');
  const { confirmationId, digits } = sent;
  const prove = useDoing((given: string) =>
    answered(api.POST('/v1/me/proof/code', { body: { proof: { confirmationId, code: given } } })),
  );
  const type = async (typed: string): Promise<void> => {
    setCode(typed);
    if (typed.length < digits) return;
    const answer = await prove.run(typed);
    if (answer?.ok) onProved();
    else setCode('');
  };
  useCodeFromSms(by === 'phone' ? confirmationId : null, (typed) => void type(typed));
  return (
    <>
      <CodeSlots
        label={say.codeLabel(digits)}
        length={digits}
        value={code}
        wrong={prove.failure !== null}
        focus
        onInput={(typed) => void type(typed)}
      />
      <Notice failure={prove.failure} />
    </>
  );
}
