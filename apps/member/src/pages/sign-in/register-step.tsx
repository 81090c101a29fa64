import { Button, Check, Field, Sheet } from '@bonum/ui';
import { useState } from 'preact/hooks';
import { useWords } from '@bonum/ui/language';
import { shellWords } from '../../shell/words.ts';
import { CardSheet } from './card-sheet.tsx';
import { NotLinked } from './choice-step.tsx';
import { useConsentTexts, type ConsentText } from './consent-texts.ts';
import { useSignInFailure } from './failure-text.ts';
import { Frame } from './frame.tsx';
import { join, useStep, type At } from './sign-in.ts';
import { signInWords } from './words.ts';
import { Wrong } from './wrong.tsx';

/** Nobody has this phone yet: a name and the consents, and they are in. */
export function RegisterStep({ at }: { readonly at: At<'register'> }) {
  const say = useWords(signInWords);
  const failureText = useSignInFailure();
  const known = useConsentTexts();
  const texts = known ?? [];
  const [name, setName] = useState('');
  const [given, setGiven] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState(false);
  const [typing, setTyping] = useState(false);
  const [read, setRead] = useState<ConsentText | null>(null);
  const { run, busy, failure } = useStep(join);
  const missing = texts.filter(({ kind, required }) => required && !given.has(kind));
  const noName = name.trim() === '';
  const send = (): void => {
    setAsked(true);
    if (noName || missing.length > 0 || known === null) return;
    const consents = texts.map(({ kind, version }) => ({ kind, version, given: given.has(kind) }));
    void run({ name: name.trim(), consents });
  };
  const toggle = (kind: string, checked: boolean): void =>
    setGiven(new Set([...given].filter((one) => one !== kind).concat(checked ? [kind] : [])));
  return (
    <Frame title={say.register.title} lead={say.register.lead(at.phone)}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Field
          label={say.register.name}
          value={name}
          onInput={setName}
          wrong={asked && noName ? say.register.noName : undefined}
          input={{ type: 'text', autoComplete: 'given-name', maxLength: 300 }}
        />
        {at.card?.word === 'linked' && <p className="small">{say.linked(at.card.ending)}</p>}
        {at.card?.word === 'not-linked' && <NotLinked ending={at.card.ending} />}
        <div>
          {texts.map((text) => (
            <ConsentCheck
              key={text.kind}
              text={text}
              given={given.has(text.kind)}
              missing={asked && missing.includes(text)}
              give={(checked) => toggle(text.kind, checked)}
              read={() => setRead(text)}
            />
          ))}
        </div>
        <Wrong>{failure ? failureText(failure) : null}</Wrong>
        <Button wide submit busy={busy}>
          {say.register.go}
        </Button>
        {at.triesLeft > 0 && at.card?.word !== 'linked' && (
          <Button kind="ghost" onClick={() => setTyping(true)}>
            {say.register.haveCard}
          </Button>
        )}
      </form>
      {read && <Reading text={read} close={() => setRead(null)} />}
      {typing && <CardSheet close={() => setTyping(false)} />}
    </Frame>
  );
}

/** What is agreed to, whole; plain paragraphs, as the chain wrote them. */
function Reading({ text, close }: { readonly text: ConsentText; readonly close: () => void }) {
  const say = useWords(signInWords).register;
  return (
    <Sheet title={text.title} closeLabel={useWords(shellWords).close} onClose={close}>
      {(text.text ?? '').split('\n\n').map((paragraph) => (
        <p key={paragraph} className="consent-text">
          {paragraph}
        </p>
      ))}
      <p className="small second">{say.version(text.version)}</p>
    </Sheet>
  );
}

interface ConsentCheckProps {
  readonly text: ConsentText;
  readonly given: boolean;
  /** They went on without one that is needed. */
  readonly missing: boolean;
  readonly give: (given: boolean) => void;
  readonly read: () => void;
}

function ConsentCheck({ text, given, missing, give, read }: ConsentCheckProps) {
  const say = useWords(signInWords).register;
  return (
    <div>
      <div className="consent">
        <Check checked={given} onChange={give}>
          {text.title}
        </Check>
        {text.text !== null && (
          <Button kind="ghost" onClick={read}>
            {say.read}
          </Button>
        )}
      </div>
      {missing && <Wrong>{say.consentNeeded}</Wrong>}
    </div>
  );
}
