import { Button } from '@bonum/ui';
import { useWords } from '@bonum/ui/language';
import { useOnline } from './net-line.tsx';
import { shellWords } from './words.ts';

/** A button for what wants the network: without it, it is off, and beside it stands why. */
export function NetButton(props: Parameters<typeof Button>[0]) {
  const online = useOnline();
  const say = useWords(shellWords);
  return (
    <>
      <Button {...props} off={props.off === true || !online} />
      {!online && <p className="small second">{say.wantsNetwork}</p>}
    </>
  );
}
