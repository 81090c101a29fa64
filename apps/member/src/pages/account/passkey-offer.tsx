import { Button } from '@bonum/ui';
import { useState } from 'preact/hooks';
import { useWords } from '@bonum/ui/language';
import { canPasskeys } from '@bonum/ui/passkey';
import { passkeyWords } from './passkey-words.ts';
import { usePasskeys } from './passkeys.ts';

/** In this browser it was said once that no. */
const DECLINED = 'bonum-passkey-declined';

/** Offered to whoever signs in by codes, until they say yes or no. */
export function PasskeyOffer() {
  const say = useWords(passkeyWords).offer;
  const asked = usePasskeys();
  const [declined, setDeclined] = useState(() => localStorage.getItem(DECLINED) !== null);
  if (declined || !canPasskeys() || asked.state !== 'here' || asked.value.passkeys.length > 0) return null;
  return (
    <section className="account-gone">
      <p>
        <strong>{say.title}</strong>
      </p>
      <p className="lead">{say.text}</p>
      <Button wide href="/app/profile/passkeys">
        {say.go}
      </Button>
      <Button
        kind="ghost"
        wide
        onClick={() => {
          localStorage.setItem(DECLINED, '1');
          setDeclined(true);
        }}
      >
        {say.later}
      </Button>
    </section>
  );
}
