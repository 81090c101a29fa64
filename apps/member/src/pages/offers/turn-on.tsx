import { Button } from '@bonum/ui';
import { known, useDoing } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered } from '../../api/failure.ts';
import { useWords } from '@bonum/ui/language';
import { useFailureText } from '../../shell/failed.tsx';
import { useOnline } from '../../shell/net-line.tsx';
import type { Offer } from './offers.ts';
import { offersWords } from './offers-words.ts';

/** Turns an offer on; without network it says when that will do. */
export function TurnOn({ offer }: { readonly offer: Offer }) {
  const say = useWords(offersWords);
  const online = useOnline();
  const failureText = useFailureText();
  const { run, busy, failure } = useDoing(() =>
    answered(api.POST('/v1/me/offers/{offerId}/activate', { params: { path: { offerId: offer.offerId } } })),
  );
  const turnOn = async (): Promise<void> => {
    await run();
    // What it has become, or why it can no longer be.
    await known.invalidateQueries({ queryKey: ['offers'] });
  };
  return (
    <div className="offer-turn-on">
      <Button wide off={!online || busy} onClick={() => void turnOn()}>
        {busy ? say.turningOn : say.turnOn}
      </Button>
      {!online && <p className="small">{say.turnOnLater}</p>}
      {online && failure && (
        <p className="small" role="alert">
          {failureText(failure, say.refusals)}
        </p>
      )}
    </div>
  );
}
