import { useFormat, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Table, type Column } from '../../components/table.tsx';
import { Page as Template } from '../../frame/page.tsx';
import { Nothing, Shown } from '../../frame/shown.tsx';
import { ShownOnce } from '../../frame/shown-once.tsx';
import { useShortcut } from '../../shortcuts/use-shortcut.ts';
import { useWebhooks, type Made, type Webhook } from './ask-webhooks.ts';
import { EndDialog } from './end-dialog.tsx';
import { RotateDialog } from './rotate-dialog.tsx';
import { WebhookDetail } from './webhook-detail.tsx';
import { WebhookDialog } from './webhook-dialog.tsx';
import './webhooks.css';
import { webhooksWords } from './words.ts';

type Doing =
  | { readonly what: 'create' }
  | { readonly what: 'change' | 'end' | 'rotate'; readonly of: Webhook }
  | { readonly what: 'made'; readonly made: Made };

/** To which other systems the server tells what happens, and whether they hear it. */
export function Page() {
  const say = useWords(webhooksWords);
  const [doing, setDoing] = useState<Doing | null>(null);
  const create = (): void => setDoing({ what: 'create' });
  useShortcut({ keys: 'N', name: say.create, act: create, foot: true });
  return (
    <Template
      title={say.title}
      lead={say.lead}
      actions={
        <Button keys="N" onPress={create}>
          {say.create}
        </Button>
      }
    >
      <WebhooksTable onDo={setDoing} />
      {doing && <DialogOf doing={doing} onNext={setDoing} />}
    </Template>
  );
}

interface DialogOfProps {
  readonly doing: Doing;
  readonly onNext: (doing: Doing | null) => void;
}

function DialogOf({ doing, onNext }: DialogOfProps) {
  const say = useWords(webhooksWords);
  const close = (): void => onNext(null);
  const showSecret = (made: Made): void => onNext({ what: 'made', made });
  if (doing.what === 'made')
    return (
      <ShownOnce title={say.secretTitle} lead={say.secretLead} text={doing.made.secret} onClose={close} />
    );
  if (doing.what === 'end') return <EndDialog of={doing.of} onClose={close} />;
  if (doing.what === 'rotate') return <RotateDialog of={doing.of} onMade={showSecret} onClose={close} />;
  return <WebhookDialog of={doing.what === 'change' ? doing.of : null} onMade={showSecret} onClose={close} />;
}

function WebhooksTable({ onDo }: { readonly onDo: (doing: Doing) => void }) {
  const say = useWords(webhooksWords);
  const all = useWebhooks();
  const [open, setOpen] = useState<string | null>(null);
  const columns = useColumns();
  return (
    <Shown asked={all} failed={say.failed}>
      {(webhooks) =>
        webhooks.length === 0 ? (
          <Nothing title={say.none} text={say.noneText} />
        ) : (
          <Table
            label={say.title}
            columns={columns}
            rows={webhooks}
            idOf={({ webhookId }) => webhookId}
            open={open}
            onOpen={({ webhookId }) => setOpen(open === webhookId ? null : webhookId)}
            detail={(of) => (
              <WebhookDetail
                of={of}
                onChange={() => onDo({ what: 'change', of })}
                onEnd={() => onDo({ what: 'end', of })}
                onRotate={() => onDo({ what: 'rotate', of })}
              />
            )}
          />
        )
      }
    </Shown>
  );
}

function useColumns(): readonly Column<Webhook>[] {
  const say = useWords(webhooksWords);
  const format = useFormat();
  return [
    {
      id: 'where',
      head: say.columns.where,
      cell: ({ url, description }) => (
        <span className="address">
          {description !== null && <b>{description}</b>} {url}
        </span>
      ),
    },
    {
      id: 'what',
      head: say.columns.what,
      width: '160px',
      cell: ({ events }) => (events.length === 0 ? say.everything : say.some(format.number(events.length))),
    },
    {
      id: 'state',
      head: say.columns.state,
      width: '320px',
      cell: ({ state, waiting, failed }) => (
        <>
          {say.states[state]}
          <span className="second">
            {waiting > 0 && ` · ${say.waiting(format.number(waiting))}`}
            {failed > 0 && ` · ${say.givenUp(format.number(failed))}`}
          </span>
        </>
      ),
    },
  ];
}
