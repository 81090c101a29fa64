import { useFormat, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { useListed } from '../../../api/asking.ts';
import { api } from '../../../api/client.ts';
import { answered, type Answered } from '../../../api/failure.ts';
import { keys } from '../../../api/keys.ts';
import { Table } from '../../../components/table.tsx';
import { Nothing, Shown } from '../../../frame/shown.tsx';
import { frameWords } from '../../../frame/words.ts';
import { messagesWords } from './messages-words.ts';
import './tabs.css';

const askMessages = (memberId: string, before: string | undefined, signal: AbortSignal) =>
  answered(
    api.GET('/v1/members/{memberId}/messages', {
      params: { path: { memberId }, query: before === undefined ? {} : { before } },
      signal,
    }),
  );
type Message = Answered<typeof askMessages>['messages'][number];

/** What was sent to the member, and whether it arrived: "the code does not come" is answered here. */
export function MessagesTab({ memberId }: { readonly memberId: string }) {
  const say = useWords(messagesWords);
  const { more } = useWords(frameWords);
  const format = useFormat();
  const called = useCalled();
  const [open, setOpen] = useState<string | null>(null);
  const messages = useListed(keys.ofMember(memberId, 'messages'), async (before, signal) => {
    const answer = await askMessages(memberId, before, signal);
    return answer.ok
      ? { ok: true, value: { items: answer.value.messages, next: answer.value.next } }
      : answer;
  });
  return (
    <Shown asked={messages} failed={say.failed}>
      {(listed) =>
        listed.items.length === 0 ? (
          <Nothing title={say.none} text={say.noneText} />
        ) : (
          <Table
            label={say.label}
            rows={listed.items}
            idOf={({ messageId }) => messageId}
            open={open}
            onOpen={({ messageId }) => setOpen(open === messageId ? null : messageId)}
            detail={(message) => <Attempts message={message} />}
            more={listed.more ? { name: more, busy: listed.moreBusy, ask: listed.askMore } : undefined}
            columns={[
              { id: 'what', head: say.what, cell: called.message },
              {
                id: 'how',
                head: say.how,
                width: '144px',
                cell: (message) => called.way(message).join(' → '),
              },
              {
                id: 'state',
                head: say.state,
                width: '136px',
                cell: ({ state }) => <span className={`message-${state}`}>{say.states[state]}</span>,
              },
              { id: 'at', head: say.at, width: '176px', cell: ({ at }) => format.dateTime(at) },
            ]}
          />
        )
      }
    </Shown>
  );
}

/** What a message and the way it went are called; what a newer server knows, by its own name. */
function useCalled() {
  const say = useWords(messagesWords);
  const channels: Readonly<Record<string, string>> = say.channels;
  const reasons: Readonly<Record<string, string>> = say.reasons;
  const channel = (name: string): string => channels[name] ?? name;
  return {
    channel,
    reason: (code: string): string => reasons[code] ?? code,
    message: ({ title, purpose }: Message): string =>
      title ?? (purpose.startsWith('confirm-') ? say.code : say.notice),
    /** The channels that were tried; of what is not out yet, those that will be. */
    way: ({ attempts, planned }: Message): string[] =>
      [...new Set(attempts.length > 0 ? attempts.map((attempt) => attempt.channel) : planned)].map(channel),
  };
}

function Attempts({ message }: { readonly message: Message }) {
  const say = useWords(messagesWords);
  const format = useFormat();
  const { channel, reason } = useCalled();
  return (
    <div className="message-detail">
      <p className={message.text === null ? 'second' : undefined}>{message.text ?? say.secret}</p>
      {message.failed !== null && <p className="message-failed">{say.gaveUp(reason(message.failed))}</p>}
      {message.attempts.length > 0 && (
        <ol>
          {message.attempts.map((attempt) => (
            <li key={`${attempt.at} ${attempt.channel} ${attempt.to}`}>
              <time dateTime={attempt.at}>{format.time(attempt.at)}</time>
              <span>
                <b>{channel(attempt.channel)}</b> {attempt.to ?? say.browser}
              </span>
              <span>
                {say.attempts[attempt.state]}
                {attempt.because !== null && <span className="second">: {reason(attempt.because)}</span>}
              </span>
              <span className="second">{attempt.provider}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
