import { Button } from '@bonum/ui';
import { useState } from 'preact/hooks';
import { forgetMember } from '../../api/forget.ts';
import { useWords } from '@bonum/ui/language';
import { canPasskeys, type PasskeyEnded } from '@bonum/ui/passkey';
import { enterByPasskey } from '../../passkeys/enter-by-passkey.ts';
import { navigate } from '../../router/navigate.ts';
import type { Failure } from '../../api/failure.ts';
import { useSignInFailure } from './failure-text.ts';
import { signInWords } from './words.ts';
import { Wrong } from './wrong.tsx';

/** In by a face or a finger, for whoever has set it up; where a browser cannot, there is nothing to see. */
export function PasskeyWay() {
  const say = useWords(signInWords).passkey;
  const failureText = useSignInFailure();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<PasskeyEnded | Failure | null>(null);
  if (!canPasskeys()) return null;
  const enter = async (): Promise<void> => {
    setBusy(true);
    setWrong(null);
    const entered = await enterByPasskey();
    setBusy(false);
    if (!entered.ok) return setWrong('ended' in entered ? entered.ended : entered.failure);
    await forgetMember();
    navigate('/app/', { replace: true });
  };
  return (
    <div className="sign-in-passkey">
      <Button kind="outline" wide busy={busy} onClick={() => void enter()}>
        {say.go}
      </Button>
      <Wrong>
        {wrong === null ? null : typeof wrong === 'string' ? say.ended[wrong] : failureText(wrong)}
      </Wrong>
    </div>
  );
}
