import { useFormat, useWords } from '@bonum/ui/language';
import { abuseWords } from './words.ts';

/** Beyond it nobody doubts. */
const MOST = 100;

/** How far from chance a suspicion is: a bar, and its number for those who do not see it. */
export function Weight({ weight }: { readonly weight: number }) {
  const say = useWords(abuseWords);
  const format = useFormat();
  const shown = Math.min(weight, MOST);
  return (
    <span className="weight" role="img" aria-label={say.weightOf(format.number(shown))}>
      <span className="weight-bar" style={{ inlineSize: `${shown}%` }} />
    </span>
  );
}
