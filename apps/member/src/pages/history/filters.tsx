import { useWords } from '@bonum/ui/language';
import { navigate } from '../../router/navigate.ts';
import type { Kinds } from './points.tsx';
import { historyWords } from './words.ts';

export const shows = ['all', 'earned', 'spent', 'expired', 'returned'] as const;
export type Show = (typeof shows)[number];

export interface Chosen {
  readonly show: Show;
  readonly kind: string | null;
}

export function chosenIn(query: URLSearchParams): Chosen {
  const show = shows.find((one) => one === query.get('show')) ?? 'all';
  return { show, kind: query.get('kind') };
}

/** The choice stands in the address, so that it is there again on the way back from a receipt. */
function choose({ show, kind }: Chosen): void {
  const query = new URLSearchParams({ ...(show !== 'all' && { show }), ...(kind !== null && { kind }) });
  navigate(`/app/history${query.size > 0 ? `?${query}` : ''}`, { replace: true });
}

export function Filters({ chosen, kinds }: { readonly chosen: Chosen; readonly kinds: Kinds }) {
  const say = useWords(historyWords);
  const paying = kinds.filter(({ pays }) => pays);
  return (
    <>
      <div className="history-segments" role="group" aria-label={say.filters}>
        {shows.map((show) => (
          <button
            key={show}
            type="button"
            aria-pressed={show === chosen.show}
            onClick={() => choose({ ...chosen, show })}
          >
            {say.shows[show]}
          </button>
        ))}
      </div>
      {paying.length > 1 && (
        <div className="history-segments" role="group" aria-label={say.kinds}>
          {[{ id: null, name: say.allKinds }, ...paying].map(({ id, name }) => (
            <button
              key={id}
              type="button"
              aria-pressed={id === chosen.kind}
              onClick={() => choose({ ...chosen, kind: id })}
            >
              {name}
            </button>
          ))}
        </div>
      )}
    </>
  );
}
