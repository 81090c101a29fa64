import { useWords } from '@bonum/ui/language';
import { close as closeIcon } from '@bonum/ui/icons';
import { useContext, type ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { frameWords } from '../frame/words.ts';
import { Layer, useCover } from '../shortcuts/use-shortcut.ts';
import { IconButton } from './button.tsx';
import { Form } from './form.tsx';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Wider, for two columns. */
  readonly wide?: boolean;
}

/**
 * What is done about the page beneath: keeps the focus inside, Escape closes it, and while it is open the page's shortcuts are not heard.
 * Show it while it is wanted: `{open && <Dialog title={say.grant} onClose={close}>…</Dialog>}`. Its form and buttons stand in
 * `<DialogForm>`.
 */
export function Dialog({ title, onClose, children, wide = false }: DialogProps) {
  const layer = useContext(Layer) + 1;
  const say = useWords(frameWords);
  return (
    <ModalOverlay
      className="dialog-scrim"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={wide ? 'dialog wide' : 'dialog'}>
        <AriaDialog className="dialog-box">
          <Layer.Provider value={layer}>
            <Cover layer={layer} />
            <header className="dialog-head">
              <Heading slot="title" level={2}>
                {title}
              </Heading>
              <IconButton icon={closeIcon} label={say.close} onPress={onClose} />
            </header>
            {children}
          </Layer.Provider>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function Cover({ layer }: { readonly layer: number }) {
  useCover(layer);
  return null;
}

interface DialogFormProps {
  readonly onSubmit: () => void;
  readonly children: ReactNode;
  /** The buttons at the foot, the main one first. */
  readonly buttons: ReactNode;
}

/** Fields one beneath the other, and what to press. Enter in a field sends. */
export const DialogForm = ({ onSubmit, children, buttons }: DialogFormProps) => (
  <Form className="dialog-form" onSubmit={() => onSubmit()}>
    <div className="dialog-fields">{children}</div>
    <div className="dialog-buttons">{buttons}</div>
  </Form>
);
