import { useFormat, useLanguage, useWords } from '@bonum/ui/language';
import type { Me } from '../../me/use-me.ts';
import { apart, heroOf, shareOf } from '../../me/worth.ts';
import { cardWords } from './words.ts';

/** Whether the barcode that is shown may also pay. */
export type Mode = 'spend' | 'earn';

interface FootProps {
  readonly me: Me;
  readonly asOf: Date | null;
  readonly mode: Mode;
  /** null: there is only one. */
  readonly choose: ((mode: Mode) => void) | null;
}

/** What there is to spend, and which of the two barcodes is shown. */
export function CardFoot({ me, asOf, mode, choose }: FootProps) {
  const say = useWords(cardWords);
  const format = useFormat();
  const { language } = useLanguage();
  const { rate, name } = me.standing;
  const percent = rate === null ? null : format.percent(rate / 10_000);
  const hero = heroOf(me);
  const written = 'sum' in hero ? format.money(hero.sum, me.programme.currency) : format.points(hero.points);
  const [figure, unit] = 'sum' in hero ? [written, ''] : apart(written);
  const why = me.cannotSpend;
  return (
    <footer className="card-foot">
      <p className="card-line">
        <span className="second">{percent === null ? name[language] : `${name[language]} · ${percent}`}</span>
        <span>
          <span className="n-28">{figure}</span> <span className="second">{unit}</span>
          {asOf !== null && <span className="second"> {say.balance(format.time(asOf))}</span>}
        </span>
      </p>
      {why !== null && <p className="small second card-why">{say.cannot[why]}</p>}
      {why === null && choose !== null && (
        <div className="modes" role="group" aria-label={say.mode}>
          <button type="button" aria-pressed={mode === 'earn'} onClick={() => choose('earn')}>
            {say.earn}
            <small>{percent === null ? say.anyGoods : say.rate(percent)}</small>
          </button>
          <button type="button" aria-pressed={mode === 'spend'} onClick={() => choose('spend')}>
            {say.spend}
            <small>{say.upTo(format.percent(shareOf(me)))}</small>
          </button>
        </div>
      )}
    </footer>
  );
}
