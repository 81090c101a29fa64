import { useWords } from '@bonum/ui/language';
import { LoadFailed } from '../../shell/failed.tsx';
import { Page as Frame } from '../../shell/page.tsx';
import { shellWords } from '../../shell/words.ts';

/** The code of a page did not come: no network, or the server has a newer app by now. Loading anew serves both. */
export function Page() {
  const say = useWords(shellWords);
  return (
    <Frame title={say.failedTitle} bare>
      <LoadFailed failure={{ kind: navigator.onLine ? 'away' : 'offline' }} retry={() => location.reload()} />
    </Frame>
  );
}
