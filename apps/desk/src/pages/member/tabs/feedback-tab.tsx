import { Icon } from '@bonum/ui';
import { star, starFill } from '@bonum/ui/icons';
import { useFormat, useWords } from '@bonum/ui/language';
import { useListed } from '../../../api/asking.ts';
import { api } from '../../../api/client.ts';
import { answered, type Answered } from '../../../api/failure.ts';
import { keys } from '../../../api/keys.ts';
import { Button } from '../../../components/button.tsx';
import { Nothing, Shown } from '../../../frame/shown.tsx';
import { frameWords } from '../../../frame/words.ts';
import { feedbackWords } from './feedback-words.ts';
import './tabs.css';

const askFeedback = (memberId: string, before: string | undefined, signal: AbortSignal) =>
  answered(
    api.GET('/v1/feedback', {
      params: { query: { memberId, ...(before !== undefined && { before }) } },
      signal,
    }),
  );
type Feedback = Answered<typeof askFeedback>['feedback'][number];

/** What the member said of their purchases. */
export function FeedbackTab({ memberId }: { readonly memberId: string }) {
  const say = useWords(feedbackWords);
  const { more } = useWords(frameWords);
  const feedback = useListed(keys.ofMember(memberId, 'feedback'), async (before, signal) => {
    const answer = await askFeedback(memberId, before, signal);
    return answer.ok
      ? { ok: true, value: { items: answer.value.feedback, next: answer.value.next } }
      : answer;
  });
  return (
    <Shown asked={feedback} failed={say.failed}>
      {(listed) =>
        listed.items.length === 0 ? (
          <Nothing title={say.none} text={say.noneText} />
        ) : (
          <>
            <ul className="feedback-list" aria-label={say.label}>
              {listed.items.map((one) => (
                <Said key={one.receiptId} feedback={one} />
              ))}
            </ul>
            {listed.more && (
              <Button kind="outline" busy={listed.moreBusy} onPress={listed.askMore}>
                {more}
              </Button>
            )}
          </>
        )
      }
    </Shown>
  );
}

const STARS = 5;

function Said({ feedback }: { readonly feedback: Feedback }) {
  const { memberId, receiptId, storeName, at, stars, text, photo, givenAt } = feedback;
  const say = useWords(feedbackWords);
  const format = useFormat();
  return (
    <li>
      <p className="feedback-head">
        <span className="feedback-stars" role="img" aria-label={say.stars(stars)}>
          {Array.from({ length: STARS }, (_, index) => (
            <Icon key={index} of={index < stars ? starFill : star} small />
          ))}
        </span>
        <span>{say.of(storeName, format.date(at))}</span>
        <time dateTime={givenAt}>{format.dateTime(givenAt)}</time>
      </p>
      {text !== null && <p className="feedback-text">{text}</p>}
      {photo && (
        <img
          src={`/v1/feedback/${memberId}/${receiptId}/photo`}
          alt={say.photo}
          loading="lazy"
          width={240}
          height={240}
        />
      )}
    </li>
  );
}
