import { useWords } from '@bonum/ui/language';
import { useState, type ReactNode } from 'react';
import { outdated, useDoing } from '../../../api/asking.ts';
import { keys } from '../../../api/keys.ts';
import type { Answer, Failure } from '../../../api/failure.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog, DialogForm } from '../../../components/dialog.tsx';
import { Field } from '../../../components/field.tsx';
import { tell } from '../../../components/toast.tsx';
import { useFailureText } from '../../../frame/shown.tsx';
import { frameWords } from '../../../frame/words.ts';
import { Conflict, conflictIn } from './conflict.tsx';
import { Limit, overLimit } from './limit.tsx';
import type { AllowedAction, Member } from './member.ts';
import { MemberCode, type Confirmation } from './member-code.tsx';
import { actionWords } from './words.ts';

/** What goes along with every act. */
export interface Sent {
  readonly reason: string;
  readonly ifVersion: number;
  readonly confirmation?: Confirmation;
}

interface ActionDialogProps<T> {
  readonly member: Member;
  /** As the server allows it. */
  readonly action: AllowedAction;
  readonly title: string;
  /** On the button. */
  readonly act: string;
  /** What it comes to, of what is limited; null: it is not known yet. */
  readonly amount?: number | null;
  /** Everything is filled in but the reason. */
  readonly ready: boolean;
  readonly send: (sent: Sent) => Promise<Answer<T>>;
  /** What is said when it is done; null: the dialog stays and shows it. */
  readonly done: (value: T) => string | null;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Sentences for refusals that are this action's own. */
  readonly refusals?: Readonly<Record<string, string>>;
  /** Beside a wrong field rather than at the foot. */
  readonly onFailure?: (failure: Failure) => void;
  readonly danger?: boolean;
  readonly wide?: boolean;
}

/**
 * One act on a member: its fields, the limit before it is hit, the reason, the member's code where the chain wants it. What waits for a
 * second person, and what somebody else has changed meanwhile, is said in its place.
 */
export function ActionDialog<T>(props: ActionDialogProps<T>) {
  const { member, action, title, amount = 1, onClose, children, danger = false } = props;
  const say = useWords(actionWords);
  const frame = useWords(frameWords);
  const acting = useActing(props);
  const { reason, setReason, doing, refused, all, submit } = acting;
  if (refused?.code === 'changed-since') return <Changed acting={acting} {...props} />;
  return (
    <Dialog title={title} onClose={onClose} wide={props.wide ?? false}>
      <DialogForm
        onSubmit={() => void submit(acting.seen)}
        buttons={
          <>
            <Button submit kind={danger ? 'danger' : 'main'} busy={doing.busy} off={!all}>
              {overLimit(action, amount) ? say.ask : props.act}
            </Button>
            <Button kind="outline" onPress={onClose}>
              {frame.cancel}
            </Button>
          </>
        }
      >
        {children}
        <Field
          label={say.reason}
          hint={say.reasonHint}
          value={reason}
          onChange={setReason}
          input={{ maxLength: 300 }}
        />
        {acting.needsCode && (
          <MemberCode
            member={member}
            action={action.id}
            onCode={acting.setConfirmation}
            wrong={refused?.code === 'confirmation-wrong'}
          />
        )}
        <Limit action={action} amount={amount} />
        <Failed acting={acting} refusals={props.refusals} />
      </DialogForm>
    </Dialog>
  );
}

/** What is filled in, and what becomes of it. */
function useActing<T>({ member, action, ready, send, done, onClose, onFailure }: ActionDialogProps<T>) {
  const say = useWords(actionWords);
  // The page goes on hearing what others do; what is sent was meant for the member as they were when the dialog opened.
  const [seen] = useState(member.version);
  const [reason, setReason] = useState('');
  const [confirmation, setConfirmation] = useState<Confirmation | null>(null);
  const doing = useDoing(send);
  const refused = doing.failure?.kind === 'refused' ? doing.failure : null;
  const needsCode = action.confirm && (member.phone !== null || member.email !== null);
  const all = ready && reason.trim() !== '' && (!needsCode || confirmation !== null);
  const close = (said: string): void => {
    tell(said);
    onClose();
  };

  async function submit(ifVersion: number): Promise<void> {
    if (!all) return;
    const answer = await doing.run({
      reason: reason.trim(),
      ifVersion,
      ...(confirmation && { confirmation }),
    });
    if (answer === null) return;
    if (answer.ok) {
      outdated(keys.member(member.memberId));
      const said = done(answer.value);
      if (said !== null) close(said);
    } else if (answer.failure.kind === 'refused' && answer.failure.code === 'waits-for-approval') {
      outdated(['approvals']);
      close(say.waits);
    } else onFailure?.(answer.failure);
  }
  return { seen, reason, setReason, setConfirmation, doing, refused, needsCode, all, submit };
}

type Acting = ReturnType<typeof useActing>;

interface ChangedProps {
  readonly acting: Pick<Acting, 'seen' | 'refused' | 'doing' | 'submit'>;
  readonly member: Member;
  readonly title: string;
  readonly onClose: () => void;
}

function Changed({ acting: { seen, refused, doing, submit }, member, title, onClose }: ChangedProps) {
  const { version, changed } = conflictIn(refused?.problem ?? {});
  return (
    <Dialog title={title} onClose={onClose}>
      <Conflict
        changed={changed}
        busy={doing.busy}
        onTop={() => void submit(version ?? seen)}
        onLook={() => {
          outdated(keys.member(member.memberId));
          onClose();
        }}
      />
    </Dialog>
  );
}

interface FailedProps {
  readonly acting: Pick<Acting, 'refused' | 'doing'>;
  readonly refusals: Readonly<Record<string, string>> | undefined;
}

/** A wrong code is said at its field. */
function Failed({ acting: { refused, doing }, refusals }: FailedProps) {
  const say = useWords(actionWords);
  const failureText = useFailureText();
  if (doing.failure === null || refused?.code === 'confirmation-wrong') return null;
  return (
    <p role="alert" className="act-failure">
      {failureText(doing.failure, { ...say.refusals, ...refusals })}
    </p>
  );
}
