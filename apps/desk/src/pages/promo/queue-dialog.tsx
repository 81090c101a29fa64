import { formatPhone, useFormat, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import type { SignUp } from './sign-up.ts';
import type { Queue } from './use-queue.ts';
import { joinWords } from '../../joining/words.ts';
import { promoWords } from './words.ts';

/** What waits on this phone, and what the server refused, with what to do. */
export function QueueDialog({ queue, onClose }: { readonly queue: Queue; readonly onClose: () => void }) {
  const say = useWords(promoWords);
  const [busy, setBusy] = useState(false);
  const flush = async (): Promise<void> => {
    setBusy(true);
    await queue.flush();
    setBusy(false);
  };
  return (
    <Dialog title={say.queue} onClose={onClose}>
      {queue.waiting.length === 0 && <p>{say.empty}</p>}
      <ul className="promo-queue">
        {queue.waiting.map((signUp) => (
          <Waiting key={signUp.memberId} signUp={signUp} remove={() => void queue.remove(signUp.memberId)} />
        ))}
      </ul>
      {queue.waiting.some(({ refused }) => refused === null) && (
        <Button busy={busy} onPress={() => void flush()}>
          {say.tryNow}
        </Button>
      )}
    </Dialog>
  );
}

function Waiting({ signUp, remove }: { readonly signUp: SignUp; readonly remove: () => void }) {
  const say = useWords(promoWords);
  const format = useFormat();
  const { way, card, at, refused } = signUp;
  const phone = way.kind === 'code' ? way.phone : way.claimedPhone;
  const known: Readonly<Record<string, string>> = useWords(joinWords).refusals;
  return (
    <li>
      <p>
        <b>{formatPhone(phone)}</b>
        {card !== null && `, ${say.cardIs(card.slice(-4))}`}
      </p>
      <p className="second">
        {format.time(at)}, {refused === null ? say.state.waiting : say.state.refused}
      </p>
      {refused !== null && (
        <>
          <p className="join-refused">{known[refused.code] ?? refused.code}</p>
          <Button kind="outline" onPress={remove}>
            {say.remove}
          </Button>
        </>
      )}
    </li>
  );
}
