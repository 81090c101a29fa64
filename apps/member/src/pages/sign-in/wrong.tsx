import { Icon } from '@bonum/ui';
import { warning } from '@bonum/ui/icons';

/** What went wrong, read out as it appears. */
export const Wrong = ({ children }: { readonly children: string | null }) =>
  children === null ? null : (
    <p className="wrong" role="alert">
      <Icon of={warning} small />
      <span>{children}</span>
    </p>
  );
