import { Button } from '@bonum/ui';
import { useWords } from '@bonum/ui/language';
import { Frame } from './frame.tsx';
import type { At } from './sign-in.ts';
import { signInWords } from './words.ts';

/** They are in, and something is worth saying: that they are new, or what became of the card they typed. */
export function DoneStep({ at }: { readonly at: At<'signed-in'> }) {
  const say = useWords(signInWords);
  const { card } = at;
  const text =
    card === null ? say.done.joinedText : (card.word === 'linked' ? say.linked : say.notLinked)(card.ending);
  return (
    <Frame title={at.joined ? say.done.joined : say.done.back} lead={text}>
      <Button wide href="/app/">
        {say.done.go}
      </Button>
    </Frame>
  );
}
