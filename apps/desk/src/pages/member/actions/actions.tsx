import { Icon } from '@bonum/ui';
import { card, gift, history, key, merge, minus, pauseCircle, pencil, phone, tag } from '@bonum/ui/icons';
import { useWords } from '@bonum/ui/language';
import { useState, type ComponentType } from 'react';
import { KeyHint } from '../../../components/key-hint.tsx';
import { useShortcut } from '../../../shortcuts/use-shortcut.ts';
import { CardDialog } from './card-dialog.tsx';
import { ContactDialog } from './contact-dialog.tsx';
import { DataDialog } from './data-dialog.tsx';
import type { DialogProps } from './dialogs.ts';
import { useLimitText } from './limit.tsx';
import type { AllowedAction, Member } from './member.ts';
import { MergeDialog } from './merge-dialog.tsx';
import { OfferDialog } from './offer-dialog.tsx';
import { GrantDialog, WithdrawDialog } from './points-dialog.tsx';
import { ReceiptDialog } from './receipt-dialog.tsx';
import { SignInCodeDialog } from './sign-in-code-dialog.tsx';
import { StatusDialog } from './status-dialog.tsx';
import { actionWords } from './words.ts';
import './actions.css';

interface Line {
  readonly id:
    | 'grant'
    | 'receipt'
    | 'merge'
    | 'cards'
    | 'contact'
    | 'data'
    | 'withdraw'
    | 'signInCode'
    | 'suspend'
    | 'resume'
    | 'offer';
  readonly icon: string;
  /** The operations that it is about: shown where the server allows one of them. */
  readonly does: readonly string[];
  readonly dialog: ComponentType<DialogProps>;
}

/** Each has its digit for good, so that fingers learn it; what may not be done is left out. */
const lines: readonly Line[] = [
  { id: 'grant', icon: gift, does: ['grant-points'], dialog: GrantDialog },
  { id: 'receipt', icon: history, does: ['add-receipt'], dialog: ReceiptDialog },
  { id: 'merge', icon: merge, does: ['merge-members'], dialog: MergeDialog },
  {
    id: 'cards',
    icon: card,
    does: ['replace-card', 'block-card', 'unblock-card', 'issue-card', 'link-card'],
    dialog: CardDialog,
  },
  { id: 'contact', icon: phone, does: ['confirm-member-contact'], dialog: ContactDialog },
  { id: 'data', icon: pencil, does: ['update-member'], dialog: DataDialog },
  { id: 'withdraw', icon: minus, does: ['withdraw-points'], dialog: WithdrawDialog },
  { id: 'signInCode', icon: key, does: ['issue-sign-in-code'], dialog: SignInCodeDialog },
  { id: 'suspend', icon: pauseCircle, does: ['suspend-member'], dialog: StatusDialog },
  { id: 'resume', icon: pauseCircle, does: ['resume-member'], dialog: StatusDialog },
  { id: 'offer', icon: tag, does: ['give-offer'], dialog: OfferDialog },
];
/** Nobody is suspended and let back in at once; after the nine comes the nought. */
const digitOf = ({ id }: Line): string => {
  if (id === 'offer') return '0';
  return id === 'resume' ? '9' : String(lines.findIndex((line) => line.id === id) + 1);
};

/** What may be done with this member, by a digit or a click. The server has said what; nothing else is shown. */
export function Actions({ member }: { readonly member: Member }) {
  const say = useWords(actionWords);
  const limitText = useLimitText();
  const [open, setOpen] = useState<Line['id'] | null>(null);
  const allowed = lines.flatMap((line) => {
    const action = member.actions.find(({ id }) => line.does.includes(id));
    return action ? [{ line, action }] : [];
  });
  const shown = allowed.find(({ line }) => line.id === open);
  const granting = allowed.find(({ line }) => line.id === 'grant');
  const limit = granting ? limitText(granting.action) : null;
  return (
    <section className="member-actions" aria-label={say.title}>
      <h2>{say.title}</h2>
      {allowed.length === 0 ? (
        <p className="second">{say.none}</p>
      ) : (
        <ul>
          {allowed.map(({ line, action }) => (
            <ActionLine key={line.id} line={line} action={action} onOpen={() => setOpen(line.id)} />
          ))}
        </ul>
      )}
      {limit !== null && <p className="act-limit">{limit}</p>}
      {shown && <shown.line.dialog member={member} action={shown.action} onClose={() => setOpen(null)} />}
    </section>
  );
}

interface ActionLineProps {
  readonly line: Line;
  readonly action: AllowedAction;
  readonly onOpen: () => void;
}

function ActionLine({ line, onOpen }: ActionLineProps) {
  const say = useWords(actionWords);
  const digit = digitOf(line);
  const name = say[line.id];
  useShortcut({ keys: digit, name, act: onOpen });
  return (
    <li>
      <button type="button" className="act" aria-keyshortcuts={digit} onClick={onOpen}>
        <Icon of={line.icon} />
        <span>{name}</span>
        <KeyHint keys={digit} />
      </button>
    </li>
  );
}
