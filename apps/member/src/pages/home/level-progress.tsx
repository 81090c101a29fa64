import { Bars } from '@bonum/ui';
import { useFormat, useLanguage, useWords } from '@bonum/ui/language';
import type { Me } from '../../me/use-me.ts';
import { homeWords } from './words.ts';

const BARS = 40;

/** How far it is to the next level, counted in fortieths of the way. */
export function LevelProgress({ me }: { readonly me: Me }) {
  const say = useWords(homeWords);
  const format = useFormat();
  const { language } = useLanguage();
  const { next, begins } = me.standing;
  if (next === null) return null;
  const way = Math.max(0, me.spend - begins) / (next.from - begins);
  return (
    <section className="home-block">
      <h2>{say.toNext(format.money(next.missing, me.programme.currency), next.name[language])}</h2>
      <Bars count={BARS} on={Math.min(BARS - 1, Math.floor(way * BARS))} kind="brand" ruler />
      {next.rate !== null && (
        <p className="small second">{say.nextRate(format.percent(next.rate / 10_000))}</p>
      )}
    </section>
  );
}
