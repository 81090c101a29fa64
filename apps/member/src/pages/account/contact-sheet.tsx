import { Button, CodeSlots, Field, Sheet } from '@bonum/ui';
import { useState } from 'preact/hooks';
import { useDoing } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered, isRefused } from '../../api/failure.ts';
import { useOnce } from '../../api/once.ts';
import { useCodeFromSms } from '../../codes/code-from-sms.ts';
import { useWords } from '@bonum/ui/language';
import { shellWords } from '../../shell/words.ts';
import { useChange, type Account } from './account.ts';
import { NetButton } from '../../shell/net-button.tsx';
import { Notice } from './notice.tsx';
import { Proving } from './proving.tsx';
import { accountWords } from './words.ts';

type Kind = 'phone' | 'email';
interface Sent {
  readonly id: string;
  readonly digits: number;
  readonly sentTo: string;
}

interface ContactSheetProps {
  readonly kind: Kind;
  readonly contacts: Account['contacts'];
  readonly onClose: () => void;
}

/** First that it is still me, then the new one, then the code that came to it. Before that nothing changes. */
export function ContactSheet({ kind, contacts, onClose }: ContactSheetProps) {
  const say = useWords(accountWords).contacts;
  const [proved, setProved] = useState(contacts.proof.length === 0);
  const [sent, setSent] = useState<Sent | null>(null);
  const [by] = contacts.proof;
  return (
    <Sheet title={say.sheet[kind]} closeLabel={useWords(shellWords).close} onClose={onClose}>
      <div className="account-sheet">
        {by !== undefined && !proved ? (
          <Proving by={by} onProved={() => setProved(true)} />
        ) : sent === null ? (
          <Asking kind={kind} contacts={contacts} onSent={setSent} onUnproved={() => setProved(false)} />
        ) : (
          <Confirming kind={kind} sent={sent} onDone={onClose} onAnother={() => setSent(null)} />
        )}
      </div>
    </Sheet>
  );
}

interface AskingProps {
  readonly kind: Kind;
  readonly contacts: Account['contacts'];
  readonly onSent: (sent: Sent) => void;
  /** It was proved too long ago. */
  readonly onUnproved: () => void;
}

function Asking({ kind, contacts, onSent, onUnproved }: AskingProps) {
  const say = useWords(accountWords).contacts;
  const [typed, setTyped] = useState(kind === 'email' && !contacts.emailProved ? (contacts.email ?? '') : '');
  const once = useOnce();
  const ask = useDoing((changeId: string, value: string) =>
    answered(
      api.POST('/v1/me/contacts', {
        body: {
          changeId,
          ...(kind === 'phone' ? { phone: value } : { email: value }),
        },
      }),
    ),
  );
  const send = async (): Promise<void> => {
    const value = typed.trim();
    if (value === '') return;
    const changeId = once.idFor(value);
    const answer = await ask.run(changeId, value);
    if (answer?.ok) onSent({ id: changeId, digits: answer.value.digits, sentTo: answer.value.sentTo });
    else if (isRefused(answer, 'proof-needed')) onUnproved();
  };
  return (
    <form
      className="account-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field
        label={say.fresh[kind]}
        hint={say.nothingYet}
        value={typed}
        onInput={setTyped}
        focus
        input={
          kind === 'phone'
            ? { type: 'tel', autoComplete: 'tel', inputMode: 'tel', maxLength: 32 }
            : { type: 'text', autoComplete: 'email', inputMode: 'email', maxLength: 254 }
        }
      />
      <Notice failure={ask.failure} />
      <NetButton wide submit busy={ask.busy}>
        {say.sendCode}
      </NetButton>
    </form>
  );
}

interface ConfirmingProps {
  readonly kind: Kind;
  readonly sent: Sent;
  readonly onDone: () => void;
  readonly onAnother: () => void;
}

function Confirming({ kind, sent, onDone, onAnother }: ConfirmingProps) {
  const say = useWords(accountWords).contacts;
  const [code, setCode] = useState('');
  const confirm = useChange((digits: string) =>
    answered(api.POST('/v1/me/contacts/confirm', { body: { changeId: sent.id, code: digits } })),
  );
  const type = async (digits: string): Promise<void> => {
    setCode(digits);
    if (digits.length < sent.digits) return;
    const answer = await confirm.run(digits);
    if (answer?.ok) onDone();
    else setCode('');
  };
  useCodeFromSms(kind === 'phone' ? sent.id : null, (digits) => void type(digits));
  return (
    <>
      <p>{say.codeTo(sent.sentTo)}</p>
      <CodeSlots
        label={say.codeLabel(sent.digits)}
        length={sent.digits}
        value={code}
        wrong={confirm.failure !== null}
        focus
        onInput={(digits) => void type(digits)}
      />
      <Notice failure={confirm.failure} />
      <Button kind="ghost" wide onClick={onAnother}>
        {say.another}
      </Button>
    </>
  );
}
