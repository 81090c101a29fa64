import { Button } from '@bonum/ui';
import { useState } from 'preact/hooks';
import { type PlaceFormat, useFormat, useWords } from '@bonum/ui/language';
import { FeedbackSheet, photoAddress } from './feedback-sheet.tsx';
import type { Receipt } from './reasons.tsx';
import { ChooseStars, ShownStars } from './stars.tsx';
import { receiptWords } from './words.ts';

interface FeedbackProps {
  readonly receipt: Receipt;
  readonly place: PlaceFormat;
  /** Something was sent. */
  readonly changed: () => void;
}

/** How a purchase was: asked for, or as it was said. */
export function FeedbackPart({ receipt, changed }: FeedbackProps) {
  const say = useWords(receiptWords).feedback;
  const format = useFormat();
  const [stars, setStars] = useState<number | null>(null);
  const [thanked, setThanked] = useState(false);
  const { feedback, mayGiveFeedback, receiptId } = receipt;
  if (!feedback && !mayGiveFeedback) return null;
  return (
    <section className="feedback">
      <h2>{feedback ? say.given : say.title}</h2>
      {feedback ? (
        <>
          <ShownStars stars={feedback.stars} />
          {feedback.text !== null && <p className="feedback-text">{feedback.text}</p>}
          {feedback.photo && (
            <img
              className="feedback-photo"
              width={200}
              height={200}
              src={photoAddress(receiptId)}
              alt={say.photoAlt}
            />
          )}
          {mayGiveFeedback && (
            <>
              <Button kind="ghost" onClick={() => setStars(feedback.stars)}>
                {say.change}
              </Button>
              <p className="small second">{say.until(format.dateTime(feedback.changeableUntil))}</p>
            </>
          )}
        </>
      ) : (
        <ChooseStars value={stars} onChange={setStars} />
      )}
      <p role="status">{thanked ? say.thanks : ''}</p>
      {stars !== null && (
        <FeedbackSheet
          receipt={receipt}
          first={stars}
          onClose={() => setStars(null)}
          onSent={() => {
            setStars(null);
            setThanked(true);
            changed();
          }}
        />
      )}
    </section>
  );
}
