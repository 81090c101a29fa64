import { useFormat, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { outdated, useDoing } from '../../api/asking.ts';
import { keys } from '../../api/keys.ts';
import { Button } from '../../components/button.tsx';
import { Check } from '../../components/choice.tsx';
import { Table, type Column } from '../../components/table.tsx';
import { tell } from '../../components/toast.tsx';
import { Shown, useFailureText } from '../../frame/shown.tsx';
import { frameWords } from '../../frame/words.ts';
import { tellAgain, useDeliveries, type Delivery, type Webhook } from './ask-webhooks.ts';
import { webhooksWords } from './words.ts';

/** What was told to a webhook and what came of it; what did not arrive can be sent again. */
export function Deliveries({ of }: { readonly of: Webhook }) {
  const say = useWords(webhooksWords);
  const { more } = useWords(frameWords);
  const [failedOnly, setFailedOnly] = useState(false);
  const asked = useDeliveries(of, failedOnly);
  const columns = useColumns(of);
  return (
    <section className="deliveries" aria-label={say.deliveries}>
      <div className="deliveries-head">
        <h2>{say.deliveries}</h2>
        <Check checked={failedOnly} onChange={setFailedOnly}>
          {say.failedOnly}
        </Check>
      </div>
      <Shown asked={asked} failed={say.deliveriesFailed}>
        {(listed) =>
          listed.items.length === 0 ? (
            <p className="second">{failedOnly ? say.noFailed : say.noDeliveries}</p>
          ) : (
            <Table
              label={say.deliveries}
              columns={columns}
              rows={listed.items}
              idOf={({ eventId }) => eventId}
              more={listed.more ? { name: more, busy: listed.moreBusy, ask: listed.askMore } : undefined}
            />
          )
        }
      </Shown>
    </section>
  );
}

function useColumns(of: Webhook): readonly Column<Delivery>[] {
  const say = useWords(webhooksWords);
  const format = useFormat();
  const failureText = useFailureText();
  const doing = useDoing(tellAgain);
  async function again({ eventId }: Delivery): Promise<void> {
    const answer = await doing.run(of, [eventId]);
    if (answer === null) return;
    if (answer.ok) tell(say.againSent);
    else tell(failureText(answer.failure, say.refusals), 'bad');
    outdated(keys.allWebhooks);
  }
  const names: Readonly<Record<string, string>> = say.events;
  const reasons: Readonly<Record<string, string>> = say.because;
  return [
    {
      id: 'event',
      head: say.deliveryColumns.event,
      cell: ({ type }) => (
        <>
          {names[type] ?? type} <span className="second code">{type}</span>
        </>
      ),
    },
    { id: 'at', head: say.deliveryColumns.at, width: '170px', cell: ({ at }) => format.dateTime(at) },
    {
      id: 'state',
      head: say.deliveryColumns.state,
      width: '270px',
      cell: (delivery) => {
        const { state, nextAt } = delivery;
        if (state === 'waiting' && nextAt !== null && delivery.tries.length > 0)
          return say.nextAt(format.dateTime(nextAt));
        if (state !== 'failed') return say.deliveryStates[state];
        return (
          <span className="delivery-failed">
            <span className="blocked">{say.deliveryStates.failed}</span>
            <Button kind="ghost" onPress={() => void again(delivery)}>
              {say.again}
            </Button>
          </span>
        );
      },
    },
    {
      id: 'tries',
      head: say.deliveryColumns.tries,
      width: '300px',
      cell: ({ tries: [last] }) => {
        if (!last) return '';
        const what =
          last.status === null ? (reasons[last.because ?? ''] ?? last.because ?? '') : `HTTP ${last.status}`;
        return <span className="second">{say.tryOf(what, format.number(last.ms))}</span>;
      },
    },
  ];
}
