import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onClick?: () => void;
  readonly kind?: 'main' | 'outline' | 'ghost';
  readonly wide?: boolean;
  /** Sends the form it stands in. */
  readonly submit?: boolean;
  /** What it does is being done: it stays in place, and a second tap does nothing. */
  readonly busy?: boolean;
  /** Can be reached and read out, but does nothing; say beside it why. */
  readonly off?: boolean;
  /** Where the button leads, if it is a link. */
  readonly href?: string;
}

export function Button(props: ButtonProps) {
  const { children, onClick, kind = 'main', wide = false, submit, busy, off, href } = props;
  const className = ['button', kind, wide && 'wide'].filter(Boolean).join(' ');
  if (href !== undefined)
    return (
      <a className={className} href={href}>
        {children}
      </a>
    );
  return (
    <button
      type={submit ? 'submit' : 'button'}
      className={className}
      aria-disabled={off ? 'true' : undefined}
      aria-busy={busy ? 'true' : undefined}
      onClick={(event) => (off || busy ? event.preventDefault() : onClick?.())}
    >
      {children}
    </button>
  );
}

interface IconButtonProps {
  readonly icon: string;
  /** What it does, for those who do not see the drawing. */
  readonly label: string;
  readonly onClick: () => void;
}

export const IconButton = ({ icon, label, onClick }: IconButtonProps) => (
  <button type="button" className="icon-button" aria-label={label} onClick={() => onClick()}>
    <Icon of={icon} />
  </button>
);
