import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { close } from './icons.ts';
import { IconButton } from './button.tsx';
import { useDialog } from './use-dialog.ts';

interface SheetProps {
  readonly title: string;
  /** The name of the button that closes it. */
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/**
 * What slides over a page: the browser's own dialog keeps the focus inside, and Escape or a tap beside it closes it. The focus then
 * is where it was.
 */
export function Sheet({ title, closeLabel, onClose, children }: SheetProps) {
  const dialog = useDialog(onClose);
  const id = useId();
  return (
    <dialog
      {...dialog}
      className="sheet"
      aria-labelledby={id}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div className="sheet-head">
        <h2 id={id}>{title}</h2>
        <IconButton icon={close} label={closeLabel} onClick={onClose} />
      </div>
      {children}
    </dialog>
  );
}
