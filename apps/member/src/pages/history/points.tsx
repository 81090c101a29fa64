import { Marker } from '@bonum/ui';
import type { Schemas } from '@bonum/client';
import { useFormat, useWords } from '@bonum/ui/language';
import { historyWords } from './words.ts';

export type Kinds = Schemas['HistoryPage']['kinds'];

/** The first kind of the programme is solid, the others are striped: they differ without colour. */
export const markerKind = (kinds: Kinds, kind: string): 'cashback' | 'promo' =>
  kinds[0]?.id === kind ? 'cashback' : 'promo';

interface PlusMinus {
  readonly plus: number;
  readonly minus: number;
  /** Striped, if all that was earned is of such a kind. */
  readonly striped?: boolean;
}

/** Earned on the marker, spent plain with a minus; for those who listen, in words. */
export function PlusMinusPoints({ plus, minus, striped = false }: PlusMinus) {
  const say = useWords(historyWords);
  const format = useFormat();
  return (
    <span className="plus-minus">
      {minus > 0 && (
        <span className="n-20">
          <span aria-hidden="true">{format.signed(-minus)}</span>
          <span className="visually-hidden">{say.minus(format.points(minus))}</span>
        </span>
      )}
      {plus > 0 && (
        <span className="n-20">
          <Marker kind={striped ? 'promo' : 'cashback'}>
            <span aria-hidden="true">{format.signed(plus)}</span>
            <span className="visually-hidden">{say.plus(format.points(plus))}</span>
          </Marker>
        </span>
      )}
    </span>
  );
}
