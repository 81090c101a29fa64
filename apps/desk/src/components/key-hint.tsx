import { Icon } from '@bonum/ui';
import { arrowLeft, arrowRight } from '@bonum/ui/icons';
import { drawnAs } from '../shortcuts/combination.ts';

/** The font has no such arrows. */
const pictures: Readonly<Record<string, string>> = { ArrowLeft: arrowLeft, ArrowRight: arrowRight };

/** A key as it looks: beside what it does. Screen readers are told by `aria-keyshortcuts` on the control. */
export const KeyHint = ({ keys }: { readonly keys: string }) => (
  <kbd className="key" aria-hidden="true">
    {pictures[keys] === undefined ? drawnAs(keys) : <Icon of={pictures[keys]} small />}
  </kbd>
);
