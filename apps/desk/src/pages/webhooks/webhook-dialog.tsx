import { useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { outdated, useDoing } from '../../api/asking.ts';
import { keys } from '../../api/keys.ts';
import { Check, Radios } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { tell } from '../../components/toast.tsx';
import { SendDialog } from '../../frame/send-dialog.tsx';
import { changeWebhook, createWebhook, type EventType, type Made, type Webhook } from './ask-webhooks.ts';
import { eventTypes } from './event-names.ts';
import { webhooksWords } from './words.ts';

interface WebhookDialogProps {
  /** null: a new one. */
  readonly of: Webhook | null;
  readonly onMade: (made: Made) => void;
  readonly onClose: () => void;
}

const ways = ['all', 'some'] as const;

/** Where to, what of, and what it is called in the list. */
export function WebhookDialog({ of, onMade, onClose }: WebhookDialogProps) {
  const say = useWords(webhooksWords);
  // Sent again it is the same webhook: none is made twice.
  const [webhookId] = useState(() => crypto.randomUUID());
  const [url, setUrl] = useState(of?.url ?? 'https://');
  const [description, setDescription] = useState(of?.description ?? '');
  const [chosen, setChosen] = useState<readonly EventType[]>(of?.events ?? []);
  const [way, setWay] = useState<(typeof ways)[number]>(of && of.events.length > 0 ? 'some' : 'all');
  const [tried, setTried] = useState(false);
  const making = useDoing(createWebhook);
  const changing = useDoing(changeWebhook);
  const events = way === 'all' ? [] : [...chosen];
  const urlWrong = !/^https?:\/\/[^\s/]/.test(url);
  const eventsWrong = way === 'some' && chosen.length === 0;

  async function send(): Promise<void> {
    setTried(true);
    if (urlWrong || eventsWrong) return;
    const about = description.trim();
    if (of) {
      const answer = await changing.run(of, { url, events, description: about === '' ? null : about });
      if (!answer?.ok) return;
      tell(say.saved);
      onClose();
    } else {
      const answer = await making.run({
        webhookId,
        url,
        events,
        ...(about !== '' && { description: about }),
      });
      if (!answer?.ok) return;
      onMade(answer.value);
    }
    outdated(keys.allWebhooks);
  }
  return (
    <SendDialog
      title={of ? say.changeTitle : say.createTitle}
      send={of ? say.save : say.create}
      busy={making.busy || changing.busy}
      failure={making.failure ?? changing.failure}
      refusals={say.refusals}
      onSend={() => void send()}
      onClose={onClose}
    >
      <Field
        label={say.url}
        hint={say.urlHint}
        value={url}
        onChange={setUrl}
        focus
        wrong={tried && urlWrong ? say.wrong.url : undefined}
        input={{ type: 'url', inputMode: 'url', maxLength: 2000 }}
      />
      <Field
        label={say.description}
        hint={say.descriptionHint}
        value={description}
        onChange={setDescription}
        input={{ maxLength: 200 }}
      />
      <WhichEvents
        way={way}
        chosen={chosen}
        onWay={setWay}
        onChoose={setChosen}
        wrong={tried && eventsWrong ? say.wrong.events : undefined}
      />
    </SendDialog>
  );
}

interface WhichEventsProps {
  readonly way: (typeof ways)[number];
  readonly chosen: readonly EventType[];
  readonly onWay: (way: (typeof ways)[number]) => void;
  readonly onChoose: (chosen: readonly EventType[]) => void;
  readonly wrong: string | undefined;
}

function WhichEvents({ way, chosen, onWay, onChoose, wrong }: WhichEventsProps) {
  const say = useWords(webhooksWords);
  return (
    <>
      <Radios
        label={say.which}
        options={[
          { id: 'all', name: say.whichAll },
          { id: 'some', name: say.whichSome },
        ]}
        value={way}
        onChange={onWay}
        wrong={wrong}
      />
      {way === 'some' && <EventChecks chosen={chosen} onChoose={onChoose} />}
    </>
  );
}

interface EventChecksProps {
  readonly chosen: readonly EventType[];
  readonly onChoose: (chosen: readonly EventType[]) => void;
}

function EventChecks({ chosen, onChoose }: EventChecksProps) {
  const say = useWords(webhooksWords);
  return (
    <fieldset className="many-checks" aria-label={say.which}>
      {eventTypes.map((type) => (
        <Check
          key={type}
          checked={chosen.includes(type)}
          onChange={(on) => onChoose(eventTypes.filter((one) => (one === type ? on : chosen.includes(one))))}
        >
          {say.events[type]}
        </Check>
      ))}
    </fieldset>
  );
}
