import { useFormat, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { useDoing, type Asked, type Listed } from '../../api/asking.ts';
import { Button } from '../../components/button.tsx';
import { Facts } from '../../components/facts.tsx';
import { Table, type Column } from '../../components/table.tsx';
import { tell } from '../../components/toast.tsx';
import { SendDialog } from '../../frame/send-dialog.tsx';
import { Shown, useFailureText } from '../../frame/shown.tsx';
import { frameWords } from '../../frame/words.ts';
import {
  discardOnecReceipt,
  onecReceiptsChanged,
  retryOnecReceipt,
  type OnecReceipt,
} from './ask-onec-receipts.ts';
import { onecReceiptWords } from './onec-receipt-words.ts';

/** What tills that are 1C have sold and Bonum could not book. Nothing is shown where there is nothing. */
export function OnecReceipts({ asked }: { readonly asked: Asked<Listed<OnecReceipt>> }) {
  const say = useWords(onecReceiptWords);
  const { more } = useWords(frameWords);
  const [open, setOpen] = useState<string | null>(null);
  const [givenUp, setGivenUp] = useState<OnecReceipt | null>(null);
  const columns = useColumns();
  if (asked.state === 'loading' || (asked.state === 'here' && asked.value.items.length === 0)) return null;
  return (
    <section className="imports" aria-label={say.title}>
      <h2>{say.title}</h2>
      <p className="second">{say.lead}</p>
      <Shown asked={asked} failed={say.failed}>
        {(listed) => (
          <Table
            label={say.title}
            columns={columns}
            rows={listed.items}
            idOf={({ documentId }) => documentId}
            open={open}
            onOpen={({ documentId }) => setOpen(open === documentId ? null : documentId)}
            detail={(receipt) => <Detail of={receipt} onDiscard={() => setGivenUp(receipt)} />}
            more={listed.more ? { name: more, busy: listed.moreBusy, ask: listed.askMore } : undefined}
          />
        )}
      </Shown>
      {givenUp && <DiscardDialog of={givenUp} onClose={() => setGivenUp(null)} />}
    </section>
  );
}

const useName = (): ((receipt: OnecReceipt) => string) => {
  const say = useWords(onecReceiptWords);
  return ({ type, number }) => say.name(say.types[type], number);
};

function useColumns(): readonly Column<OnecReceipt>[] {
  const say = useWords(onecReceiptWords);
  const format = useFormat();
  const nameOf = useName();
  const because: Readonly<Record<string, string>> = say.because;
  return [
    { id: 'receipt', head: say.columns.receipt, width: '260px', cell: nameOf },
    {
      id: 'at',
      head: say.columns.at,
      width: '172px',
      cell: ({ at }) => at !== '' && format.dateTime(new Date(at)),
    },
    {
      id: 'reason',
      head: say.columns.reason,
      cell: (receipt) => (
        <span className="imports-reason imports-no">{because[receipt.because] ?? receipt.message}</span>
      ),
    },
    {
      id: 'next',
      head: say.columns.next,
      width: '172px',
      cell: ({ nextAt }) => {
        if (nextAt === null) return <span className="second">{say.byHand}</span>;
        return Date.parse(nextAt) <= Date.now() ? say.soon : format.dateTime(nextAt);
      },
    },
  ];
}

function Detail({ of, onDiscard }: { readonly of: OnecReceipt; readonly onDiscard: () => void }) {
  const say = useWords(onecReceiptWords);
  const format = useFormat();
  return (
    <div className="row-detail">
      {of.unreadable && <p>{say.sendAgain}</p>}
      <Facts
        facts={[
          { name: say.facts.said, value: of.message },
          { name: say.facts.came, value: format.dateTime(of.firstAt) },
          { name: say.facts.tries, value: format.number(of.tries) },
          { name: say.facts.code, value: <span className="code">{of.because}</span> },
          { name: say.facts.id, value: of.documentId },
        ]}
      />
      <Actions of={of} onDiscard={onDiscard} />
    </div>
  );
}

function Actions({ of, onDiscard }: { readonly of: OnecReceipt; readonly onDiscard: () => void }) {
  const say = useWords(onecReceiptWords);
  const failureText = useFailureText();
  const retrying = useDoing(retryOnecReceipt);
  async function retry(): Promise<void> {
    const answer = await retrying.run(of);
    if (answer === null) return;
    onecReceiptsChanged();
    if (answer.ok) tell(say.retried);
    else tell(failureText(answer.failure, say.refusals), 'bad');
  }
  return (
    <div className="row-buttons">
      {!of.unreadable && (
        <Button kind="outline" busy={retrying.busy} onPress={() => void retry()}>
          {say.retry}
        </Button>
      )}
      <Button kind="ghost" onPress={onDiscard}>
        {say.discard}
      </Button>
    </div>
  );
}

function DiscardDialog({ of, onClose }: { readonly of: OnecReceipt; readonly onClose: () => void }) {
  const say = useWords(onecReceiptWords);
  const nameOf = useName();
  const doing = useDoing(discardOnecReceipt);
  async function send(): Promise<void> {
    const answer = await doing.run(of);
    if (answer === null) return;
    onecReceiptsChanged();
    if (!answer.ok) return;
    tell(say.discarded);
    onClose();
  }
  return (
    <SendDialog
      title={say.discardTitle}
      send={say.discard}
      danger
      busy={doing.busy}
      failure={doing.failure}
      refusals={say.refusals}
      onSend={() => void send()}
      onClose={onClose}
    >
      <p>{say.discardText(nameOf(of))}</p>
    </SendDialog>
  );
}
