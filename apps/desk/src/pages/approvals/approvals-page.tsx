import { formatPhone, useFormat, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { outdated, useDoing, useListed } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered } from '../../api/failure.ts';
import { keys } from '../../api/keys.ts';
import { Button } from '../../components/button.tsx';
import { Facts } from '../../components/facts.tsx';
import { Field } from '../../components/field.tsx';
import { Table } from '../../components/table.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { tell } from '../../components/toast.tsx';
import { Page as Template } from '../../frame/page.tsx';
import { Nothing, Shown, useFailureText } from '../../frame/shown.tsx';
import { frameWords } from '../../frame/words.ts';
import { useNameOf } from '../../programme/use-names.ts';
import { approvalKeys, type Approval, type Said } from './approval.ts';
import { approvalWords } from './words.ts';
import './approvals.css';

/** What somebody asked for that is more than they may do alone: agreed to or not, with everything that is known of it. */
export function Page() {
  const say = useWords(approvalWords);
  const [tab, setTab] = useState<'open' | 'closed'>('open');
  return (
    <Template title={say.title} lead={say.lead}>
      <Tabs
        label={say.title}
        chosen={tab}
        onChoose={setTab}
        tabs={[
          { id: 'open', name: say.open, content: () => <List open /> },
          { id: 'closed', name: say.closed, content: () => <List open={false} /> },
        ]}
      />
    </Template>
  );
}

function List({ open }: { readonly open: boolean }) {
  const say = useWords(approvalWords);
  const frame = useWords(frameWords);
  const format = useFormat();
  const amountText = useAmountText();
  const [shown, setShown] = useState<string | null>(null);
  const asked = useListed(approvalKeys(open), async (after, signal) => {
    const answer = await answered(
      api.GET('/v1/approvals', {
        params: { query: { open, ...(after !== undefined && { after }) } },
        signal,
      }),
    );
    return answer.ok
      ? { ok: true, value: { items: answer.value.approvals, next: answer.value.next } }
      : answer;
  });
  const actionName = (action: string): string => new Map(Object.entries(say.actions)).get(action) ?? action;
  return (
    <Shown asked={asked} failed={say.failed}>
      {({ items, more, moreBusy, askMore }) =>
        items.length === 0 ? (
          <Nothing title={open ? say.none : say.noneClosed} text={open ? say.noneText : undefined} />
        ) : (
          <Table
            label={open ? say.open : say.closed}
            rows={items}
            idOf={({ approvalId }) => approvalId}
            open={shown}
            onOpen={({ approvalId }) => setShown(shown === approvalId ? null : approvalId)}
            detail={(approval) => <Detail approval={approval} />}
            columns={[
              { id: 'what', head: say.what, cell: ({ action }) => <b>{actionName(action)}</b> },
              { id: 'whom', head: say.whom, cell: ({ memberName }) => memberName ?? say.nameless },
              { id: 'who', head: say.who, cell: ({ askedBy }) => askedBy.name },
              { id: 'when', head: say.when, width: '170px', cell: ({ askedAt }) => format.dateTime(askedAt) },
              open
                ? {
                    id: 'until',
                    head: say.until,
                    width: '170px',
                    cell: ({ expiresAt }) => format.dateTime(expiresAt),
                  }
                : { id: 'state', head: say.state, width: '140px', cell: ({ state }) => say.states[state] },
              { id: 'amount', head: say.amount, end: true, width: '130px', cell: amountText },
            ]}
            more={more ? { name: frame.more, busy: moreBusy, ask: askMore } : undefined}
          />
        )
      }
    </Shown>
  );
}

function useAmountText(): (approval: Approval) => string {
  const format = useFormat();
  return ({ unit, amount }) =>
    unit === 'points' ? format.points(amount) : unit === 'money' ? format.money(amount, 'RUB') : '';
}

function Detail({ approval }: { readonly approval: Approval }) {
  const say = useWords(approvalWords);
  const format = useFormat();
  const { memberId, approvalId, input, reason, because, confirmed, decidedBy, decidedAt, said, actions } =
    approval;
  const failureText = useFailureText();
  const [words, setWords] = useState('');
  const deciding = useDoing((decision: Said) => {
    const params = { path: { memberId, approvalId } };
    return answered(
      decision === 'withdraw'
        ? api.POST('/v1/members/{memberId}/approvals/{approvalId}/withdrawal', { params })
        : api.POST('/v1/members/{memberId}/approvals/{approvalId}/decision', {
            params,
            body: { decision, ...(words.trim() !== '' && { said: words.trim() }) },
          }),
    );
  });
  const decide = async (decision: Said): Promise<void> => {
    const answer = await deciding.run(decision);
    if (!answer?.ok) return;
    tell(say.done[decision]);
    outdated(approvalKeys(true), approvalKeys(false), keys.member(memberId));
  };
  const inputText = useInputText();
  const shown = Object.entries(input).filter(([name]) => !hidden.has(name));
  return (
    <div className="approval">
      <Facts
        facts={[
          { name: say.reason, value: reason },
          { name: say.because, value: say.becauses[because] },
          ...shown.map(([name, value]) => ({
            name: new Map(Object.entries(say.inputs)).get(name) ?? name,
            value: inputText(name, value),
          })),
          { name: say.confirmed, value: confirmed ? say.yes : null },
          {
            name: say.decided,
            value:
              decidedBy && decidedAt !== null ? `${decidedBy.name}, ${format.dateTime(decidedAt)}` : null,
          },
          { name: say.said, value: said },
        ]}
      />
      {actions.includes('approve') && (
        <Field label={say.sayTo} value={words} onChange={setWords} input={{ maxLength: 300 }} />
      )}
      {actions.length > 0 && (
        <div className="approval-buttons">
          {actions.map((action) => (
            <Button
              key={action}
              kind={action === 'approve' ? 'main' : 'outline'}
              busy={deciding.busy}
              onPress={() => void decide(action)}
            >
              {say.decide[action]}
            </Button>
          ))}
        </div>
      )}
      {deciding.failure && (
        <p role="alert" className="approval-failure">
          {failureText(deciding.failure, say.refusals)}
        </p>
      )}
    </div>
  );
}

/** What was sent, as a person reads it. */
function useInputText(): (name: string, value: unknown) => string {
  const format = useFormat();
  const kindOf = useNameOf('kinds');
  const promotionOf = useNameOf('promotions');
  return (name, value) => {
    if (name === 'kind') return kindOf(String(value));
    if (name === 'promotion') return promotionOf(String(value));
    if (name === 'phone') return formatPhone(String(value));
    if (name === 'validUntil') return format.dateTime(String(value));
    if (typeof value === 'number') return format.number(value);
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
}

/** What a person need not read. */
const hidden: ReadonlySet<string> = new Set([
  'memberId',
  'reason',
  'ifVersion',
  'grantId',
  'withdrawalId',
  'mergeId',
  'cardId',
  'replacementId',
  'linkId',
  'returnId',
  'codeId',
  'offerId',
]);
