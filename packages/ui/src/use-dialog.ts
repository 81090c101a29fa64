import { useEffect, useRef } from 'preact/hooks';

/**
 * Opens the browser's own dialog for as long as it is shown. Escape asks to close it, but a browser that has not seen a person act in it may
 * close it without asking. The focus then is where it was.
 */
export function useDialog(close: () => void) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = ref.current;
    const opener = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, []);
  return {
    ref,
    onCancel: (event: { readonly preventDefault: () => void }): void => {
      event.preventDefault();
      close();
    },
    onClose: (): void => {
      // The word comes late: the dialog may have gone meanwhile, or be open again.
      if (ref.current?.open === false) close();
    },
  };
}
