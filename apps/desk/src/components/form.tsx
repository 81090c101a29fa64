import type { ReactNode, Ref } from 'react';

interface FormProps {
  readonly className?: string;
  /** What it is for, where no heading says so. */
  readonly label?: string;
  readonly ref?: Ref<HTMLFormElement>;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** Its fields say what is wrong in words of ours, at the place; the page stays where it is. */
export const Form = ({ className, label, ref, onSubmit, children }: FormProps) => (
  <form
    ref={ref}
    noValidate
    className={className}
    aria-label={label}
    onSubmit={(event) => {
      event.preventDefault();
      onSubmit();
    }}
  >
    {children}
  </form>
);
