import { Button, Field } from '@bonum/ui';
import { useState } from 'preact/hooks';
import { useWords } from '@bonum/ui/language';
import { useSignInFailure } from './failure-text.ts';
import { Frame } from './frame.tsx';
import { TypedNumber } from './number-step.tsx';
import { sayMe, sayNotMe, useStep, type At, type Proof } from './sign-in.ts';
import { signInWords } from './words.ts';
import { Wrong } from './wrong.tsx';

/** The number may have changed hands since it was last proven: who is there says so, and proves it. */
export function WhoStep({ at }: { readonly at: At<'who'> }) {
  const say = useWords(signInWords).who;
  const failureText = useSignInFailure();
  const [isMe, setIsMe] = useState(false);
  const notMe = useStep(sayNotMe);
  return (
    <Frame title={say.title} lead={say.lead(at.initial, at.cardEnding)}>
      {isMe ? (
        <Proving at={at} />
      ) : (
        <Button wide onClick={() => setIsMe(true)}>
          {say.me}
        </Button>
      )}
      <div className="sign-in-or">
        <Wrong>{notMe.failure ? failureText(notMe.failure) : null}</Wrong>
        <Button kind="outline" wide busy={notMe.busy} onClick={() => void notMe.run()}>
          {say.notMe}
        </Button>
        <p className="small second">{say.notMeText}</p>
      </div>
    </Frame>
  );
}

/** Something only they know: their birth date, where the profile has one, or the number of one of their cards. */
function Proving({ at }: { readonly at: At<'who'> }) {
  const say = useWords(signInWords);
  const failureText = useSignInFailure();
  const [by, setBy] = useState<'birthDate' | 'card'>(at.birthDate ? 'birthDate' : 'card');
  const [typed, setTyped] = useState('');
  const { run, busy, failure } = useStep((proof: Proof) => sayMe(proof));
  const other = by === 'card' ? 'birthDate' : 'card';
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== '')
          void run(by === 'card' ? { card: typed.replaceAll(/\D/g, '') } : { birthDate: typed });
      }}
    >
      {by === 'card' ? (
        <TypedNumber way="card" value={typed} onInput={setTyped} wrong={undefined} />
      ) : (
        <Field
          label={say.who.birthDate}
          value={typed}
          onInput={setTyped}
          input={{ type: 'date', autoComplete: 'bday' }}
          focus
        />
      )}
      <Wrong>{failure ? failureText(failure) : null}</Wrong>
      {at.triesLeft < 3 && <p className="small second">{say.who.left(at.triesLeft)}</p>}
      <Button wide submit busy={busy}>
        {say.who.prove}
      </Button>
      {at.birthDate && (
        <Button
          kind="ghost"
          onClick={() => {
            setTyped('');
            setBy(other);
          }}
        >
          {other === 'card' ? say.who.orCard : say.who.orBirthDate}
        </Button>
      )}
    </form>
  );
}
