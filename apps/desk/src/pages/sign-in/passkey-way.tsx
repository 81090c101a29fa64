import { canPasskeys } from '@bonum/ui/passkey';
import { useWords } from '@bonum/ui/language';
import { useState } from 'react';
import type { Failure } from '../../api/failure.ts';
import { Button } from '../../components/button.tsx';
import { useFailureText } from '../../frame/shown.tsx';
import { enterByPasskey, wrongOf } from '../../staff/passkeys.ts';
import { signInWords } from './words.ts';

interface PasskeyWayProps {
  /** What a password that fits was answered with; null: none was asked for yet. */
  readonly signIn: string | null;
  readonly onIn: () => void;
}

/** In by a face, a finger or the lock of the device; where a browser cannot, there is nothing to see. */
export function PasskeyWay({ signIn, onIn }: PasskeyWayProps) {
  const say = useWords(signInWords);
  const text = useFailureText();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Failure | keyof typeof say.ended | null>(null);
  if (!canPasskeys()) return null;
  const enter = async (): Promise<void> => {
    setBusy(true);
    setWrong(null);
    const entered = await enterByPasskey(signIn);
    setBusy(false);
    if (entered.ok) onIn();
    else setWrong(wrongOf(entered));
  };
  return (
    <div className="sign-in-passkey">
      <Button kind="outline" busy={busy} onPress={() => void enter()}>
        {signIn === null ? say.byPasskey : say.passkeyInstead}
      </Button>
      <p role="status" className="wrong">
        {wrong === null ? null : typeof wrong === 'string' ? say.ended[wrong] : text(wrong, say.refusals)}
      </p>
    </div>
  );
}
