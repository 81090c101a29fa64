import { useWords } from '@bonum/ui/language';
import { Button } from '../../components/button.tsx';
import { Nothing } from '../../frame/shown.tsx';
import { frameWords } from '../../frame/words.ts';

/** In place of a page that failed, or whose code could not be fetched, as after a release. */
export function Broken() {
  const say = useWords(frameWords);
  return (
    <main className="alone" role="alert">
      <Nothing whole title={say.brokenTitle} text={say.brokenText}>
        <Button onPress={() => location.reload()}>{say.reload}</Button>
      </Nothing>
    </main>
  );
}
