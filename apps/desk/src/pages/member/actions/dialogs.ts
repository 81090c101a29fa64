import type { AllowedAction, Member } from './member.ts';

/** What the dialog of an action is given. */
export interface DialogProps {
  readonly member: Member;
  readonly action: AllowedAction;
  readonly onClose: () => void;
}
