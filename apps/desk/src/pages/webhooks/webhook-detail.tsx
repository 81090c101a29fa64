import { useFormat, useWords } from '@bonum/ui/language';
import { useEffect } from 'react';
import { outdated, useDoing } from '../../api/asking.ts';
import type { Answer } from '../../api/failure.ts';
import { keys } from '../../api/keys.ts';
import { Button } from '../../components/button.tsx';
import { Facts } from '../../components/facts.tsx';
import { tell } from '../../components/toast.tsx';
import { useFailureText } from '../../frame/shown.tsx';
import { changeWebhook, tryWebhook, type Webhook } from './ask-webhooks.ts';
import { Deliveries } from './deliveries.tsx';
import { webhooksWords } from './words.ts';

interface WebhookDetailProps {
  readonly of: Webhook;
  readonly onChange: () => void;
  readonly onEnd: () => void;
  readonly onRotate: () => void;
}

/** Deliveries are on their way while somebody looks. */
const LOOK_AGAIN_MS = 2000;

/** What a webhook hears of, what can be done with it, and what was told to it. */
export function WebhookDetail(props: WebhookDetailProps) {
  const { of } = props;
  const say = useWords(webhooksWords);
  const format = useFormat();
  useEffect(() => {
    const timer = setInterval(() => outdated(keys.allWebhooks), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className="row-detail">
      <Facts
        facts={[
          {
            name: say.which,
            value:
              of.events.length === 0 ? say.whichAll : of.events.map((type) => say.events[type]).join(', '),
          },
          { name: say.added, value: format.dateTime(of.createdAt) },
          {
            name: say.failing,
            value: of.failingSince === null ? null : say.failingSince(format.dateTime(of.failingSince)),
          },
          {
            name: say.oldSecret,
            value: of.oldSecretUntil === null ? null : say.oldSecretUntil(format.dateTime(of.oldSecretUntil)),
          },
          { name: say.id, value: of.webhookId },
        ]}
      />
      <Buttons {...props} />
      <Deliveries of={of} />
    </div>
  );
}

function Buttons({ of, onChange, onEnd, onRotate }: WebhookDetailProps) {
  const say = useWords(webhooksWords);
  const failureText = useFailureText();
  const trying = useDoing(tryWebhook);
  const pausing = useDoing(changeWebhook);
  const paused = of.state === 'paused' || of.state === 'gone';

  /** The value of an answer; a failure is told. */
  async function valueOf<T>(asked: Promise<Answer<T> | null>): Promise<T | null> {
    const answer = await asked;
    if (answer === null) return null;
    outdated(keys.allWebhooks);
    if (answer.ok) return answer.value;
    tell(failureText(answer.failure, say.refusals), 'bad');
    return null;
  }
  async function test(): Promise<void> {
    if (await valueOf(trying.run(of))) tell(say.testSent);
  }
  async function pauseOrGoOn(): Promise<void> {
    if (await valueOf(pausing.run(of, { paused: !paused }))) tell(say.saved);
  }
  return (
    <div className="row-buttons">
      {!paused && (
        <Button kind="outline" busy={trying.busy} onPress={() => void test()}>
          {say.test}
        </Button>
      )}
      <Button kind="outline" onPress={onChange}>
        {say.change}
      </Button>
      <Button kind="outline" busy={pausing.busy} onPress={() => void pauseOrGoOn()}>
        {paused ? say.resume : say.pause}
      </Button>
      <Button kind="outline" onPress={onRotate}>
        {say.rotate}
      </Button>
      <Button kind="ghost" onPress={onEnd}>
        {say.end}
      </Button>
    </div>
  );
}
