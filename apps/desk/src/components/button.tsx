import { Icon } from '@bonum/ui';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { KeyHint } from './key-hint.tsx';

interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  readonly kind?: 'main' | 'outline' | 'ghost' | 'danger';
  readonly icon?: string;
  /** What it does, said whole, where its text is the same on several; begins with that text. */
  readonly label?: string;
  /** The shortcut that does the same; the page registers it. */
  readonly keys?: string;
  /** Sends the form it stands in. */
  readonly submit?: boolean;
  /** What it does is being done. */
  readonly busy?: boolean;
  /** Does nothing now; say beside it why. */
  readonly off?: boolean;
  /** The one that Enter or a first Tab should reach. */
  readonly focus?: boolean;
}

export function Button(props: ButtonProps) {
  const {
    children,
    onPress,
    kind = 'main',
    icon,
    label,
    keys,
    submit,
    busy = false,
    off = false,
    focus,
  } = props;
  return (
    <AriaButton
      type={submit ? 'submit' : 'button'}
      // Not React Aria's own waiting: what it announces stays in the page, and points at a button that has gone.
      className={busy ? `desk-button ${kind} busy` : `desk-button ${kind}`}
      isDisabled={off}
      {...(label !== undefined && { 'aria-label': label })}
      autoFocus={focus ?? false}
      {...(onPress && { onPress: () => (busy ? undefined : onPress()) })}
    >
      {icon !== undefined && <Icon of={icon} small />}
      <span>{children}</span>
      {keys !== undefined && <KeyHint keys={keys} />}
    </AriaButton>
  );
}

interface IconButtonProps {
  readonly icon: string;
  /** What it does, for those who do not see the drawing. */
  readonly label: string;
  readonly onPress: () => void;
}

export const IconButton = ({ icon, label, onPress }: IconButtonProps) => (
  <AriaButton className="desk-icon-button" aria-label={label} onPress={onPress}>
    <Icon of={icon} small />
  </AriaButton>
);
