import { useFormat, useWords } from '@bonum/ui/language';
import { ShownOnce } from '../../frame/shown-once.tsx';
import type { Invited } from './operators.ts';
import { staffWords } from './words.ts';

interface LinkDialogProps {
  readonly invited: Invited;
  readonly onClose: () => void;
}

/** The one-time link, to be handed over. */
export function LinkDialog({ invited, onClose }: LinkDialogProps) {
  const say = useWords(staffWords);
  const format = useFormat();
  const { link, linkUntil, operator } = invited;
  const lead = say.linkLead(operator.name, format.dateTime(linkUntil));
  return <ShownOnce title={say.linkTitle} lead={lead} text={link} onClose={onClose} />;
}
