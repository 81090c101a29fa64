import { useWords } from '@bonum/ui/language';
import { Button } from '../../components/button.tsx';
import type { Sent } from './send.ts';
import { promoWords } from './words.ts';

/** `waits`: it is on this phone, and will be sent. */
export type Outcome = Sent | 'waits';

export function DoneStep({ outcome, onNext }: { readonly outcome: Outcome; readonly onNext: () => void }) {
  const say = useWords(promoWords);
  return (
    <>
      <div role="status" className="promo-done">
        <h1>{say.doneTitle[outcome]}</h1>
        <p className="promo-lead">{say.doneText[outcome]}</p>
      </div>
      <div className="promo-actions">
        <Button focus onPress={onNext}>
          {say.nextOne}
        </Button>
      </div>
    </>
  );
}
