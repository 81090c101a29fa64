import { Button, Sheet } from '@bonum/ui';
import { useState } from 'preact/hooks';
import { useWords } from '@bonum/ui/language';
import { ScanButton } from '../../scan/scan-button.tsx';
import { shellWords } from '../../shell/words.ts';
import { useSignInFailure } from './failure-text.ts';
import { TypedNumber } from './number-step.tsx';
import { enterCard, useStep } from './sign-in.ts';
import { signInWords } from './words.ts';
import { Wrong } from './wrong.tsx';

/** A card that was handed out in a store: typed or seen by the camera, it brings its points along. */
export function CardSheet({ close }: { readonly close: () => void }) {
  const say = useWords(signInWords);
  const failureText = useSignInFailure();
  const [typed, setTyped] = useState('');
  const [doubtful, setDoubtful] = useState(false);
  const { run, busy, failure } = useStep(enterCard);
  const link = async (number: string): Promise<void> => {
    const digits = number.replaceAll(/\D/g, '');
    if (digits.length < 6) return setDoubtful(true);
    const answer = await run(digits);
    if (answer?.ok) close();
  };
  return (
    <Sheet title={say.cardSheet.title} closeLabel={useWords(shellWords).close} onClose={close}>
      <form
        className="sign-in-sheet"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void link(typed);
        }}
      >
        <p className="second">{say.cardSheet.text}</p>
        <TypedNumber
          way="card"
          value={typed}
          onInput={(text) => {
            setTyped(text);
            setDoubtful(false);
          }}
          wrong={doubtful ? say.card.wrong : undefined}
        />
        <Wrong>{failure && !doubtful ? failureText(failure) : null}</Wrong>
        <Button wide submit busy={busy}>
          {say.cardSheet.go}
        </Button>
        <ScanButton
          onCard={(number) => {
            setTyped(number);
            setDoubtful(false);
            void link(number);
          }}
        />
      </form>
    </Sheet>
  );
}
