import { Button, Empty } from '@bonum/ui';
import { useWords } from '@bonum/ui/language';
import { Page as Frame } from '../../shell/page.tsx';
import { shellWords } from '../../shell/words.ts';

export function Page() {
  const say = useWords(shellWords);
  return (
    <Frame title={say.unknownTitle} bare>
      <Empty title={say.unknownTitle} text={say.unknownText}>
        <Button wide href="/app/">
          {say.home}
        </Button>
      </Empty>
    </Frame>
  );
}
