import { useFormat, useWords } from '@bonum/ui/language';
import { useDoing } from '../../api/asking.ts';
import { Button } from '../../components/button.tsx';
import { Facts } from '../../components/facts.tsx';
import { tell } from '../../components/toast.tsx';
import { useFailureText } from '../../frame/shown.tsx';
import { useNameOf } from '../../programme/use-names.ts';
import { commandChanged, retryCommand, type Command } from './ask-record.ts';
import { useBecauseText } from './because-words.ts';
import { useRefusalText } from './refusal-words.ts';
import { recordWords } from './words.ts';

interface CommandDetailProps {
  readonly command: Command;
  readonly system: string;
  readonly onDiscard: () => void;
}

/** All that is known of a command, what it means, and what can be done about it. */
export function CommandDetail({ command, system, onDiscard }: CommandDetailProps) {
  const say = useWords(recordWords);
  const refusalText = useRefusalText();
  const about = command.behind ? 'behind' : command.state;
  const what = command.state === 'refused' ? refusalText(command) : null;
  return (
    <div className="row-detail">
      {about !== 'waiting' && about !== 'done' && <p>{say.about[about]}</p>}
      {what !== null && <p>{what}</p>}
      <Known command={command} system={system} />
      {command.actions.length > 0 && <Actions command={command} onDiscard={onDiscard} />}
    </div>
  );
}

function Known({ command, system }: Pick<CommandDetailProps, 'command' | 'system'>) {
  const say = useWords(recordWords);
  const format = useFormat();
  const becauseText = useBecauseText();
  const kindName = useNameOf('kinds');
  const { because, about, reference, kind, receiptId, tries, nextAt, endedAt, at, commandId } = command;
  return (
    <Facts
      facts={[
        { name: say.facts.said(system), value: about?.said ?? null },
        {
          name: say.facts.because,
          value: because !== null && (
            <>
              {becauseText(because)} <span className="second code">{because}</span>
            </>
          ),
        },
        { name: say.facts.reference(system), value: reference },
        { name: say.facts.tries, value: tries === 0 ? null : format.number(tries) },
        { name: say.facts.nextAt, value: nextAt === null || tries === 0 ? null : format.dateTime(nextAt) },
        { name: say.facts.happened, value: format.dateTime(at) },
        { name: say.facts.ended, value: endedAt === null ? null : format.dateTime(endedAt) },
        { name: say.facts.kind, value: kind === null ? null : kindName(kind) },
        { name: say.facts.receipt, value: receiptId },
        { name: say.facts.command, value: commandId },
      ].filter(({ value }) => value !== false)}
    />
  );
}

function Actions({ command, onDiscard }: Pick<CommandDetailProps, 'command' | 'onDiscard'>) {
  const say = useWords(recordWords);
  const failureText = useFailureText();
  const retrying = useDoing(retryCommand);
  async function retry(): Promise<void> {
    const answer = await retrying.run(command);
    if (answer === null) return;
    commandChanged(command.memberId);
    if (answer.ok) tell(say.retried);
    else tell(failureText(answer.failure, say.refusals), 'bad');
  }
  return (
    <div className="row-buttons">
      {command.actions.includes('retry') && (
        <Button kind="outline" busy={retrying.busy} onPress={() => void retry()}>
          {say.retry}
        </Button>
      )}
      {command.actions.includes('discard') && (
        <Button kind="ghost" onPress={onDiscard}>
          {say.discard}
        </Button>
      )}
    </div>
  );
}
