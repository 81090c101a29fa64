import { Skeleton, Swatch } from '@bonum/ui';
import { useFormat, useLanguage, useWords } from '@bonum/ui/language';
import type { Asked } from '../../api/asking.ts';
import { Shown } from '../../frame/shown.tsx';
import type { Kind, Standing } from './use-member.ts';
import { memberWords } from './words.ts';

/** The one big number of the page, and what it is made of. */
export function Balance({ standing }: { readonly standing: Asked<Standing> }) {
  const say = useWords(memberWords);
  return (
    <Shown asked={standing} failed={say.failedPoints} loading={<BalanceLoading />}>
      {(value) => <Numbers standing={value} />}
    </Shown>
  );
}

const BalanceLoading = () => (
  <div className="balance">
    <Skeleton width="180px" height={64} />
    <Skeleton width="360px" height={44} />
  </div>
);

const sumOf = (kinds: readonly Kind[], what: 'available' | 'pending' | 'held' | 'debt'): number =>
  kinds.reduce((sum, kind) => sum + kind[what], 0);

function Numbers({ standing: { kinds } }: { readonly standing: Standing }) {
  const say = useWords(memberWords);
  const format = useFormat();
  const { language } = useLanguage();
  const paying = kinds.filter(({ share }) => share !== null);
  const [ending] = paying
    .flatMap(({ expiring }) => expiring)
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const endingPoints = paying
    .flatMap(({ expiring }) => expiring)
    .filter(({ at }) => at === ending?.at)
    .reduce((sum, { points }) => sum + points, 0);
  const [held, debt] = [sumOf(paying, 'held'), sumOf(paying, 'debt')];
  return (
    <div className="balance">
      <p className="balance-sum">
        <span className="n-72">{format.number(sumOf(paying, 'available'))}</span>
        <span className="visually-hidden"> {say.canSpend}</span>
      </p>
      <dl className="balance-parts">
        {kinds.map((kind, index) => (
          <div key={kind.kind}>
            <dt>
              <Swatch kind={index === 0 ? 'cashback' : 'promo'} />
              {kind.name[language]}
            </dt>
            <dd>{format.number(kind.available)}</dd>
          </div>
        ))}
        <div>
          <dt>{ending ? say.expires(format.date(ending.at)) : say.noExpiry}</dt>
          <dd>{ending ? format.number(endingPoints) : '—'}</dd>
        </div>
        <div>
          <dt>{say.waits}</dt>
          <dd>{format.number(sumOf(paying, 'pending'))}</dd>
        </div>
        {held > 0 && (
          <div>
            <dt>{say.held}</dt>
            <dd>{format.number(held)}</dd>
          </div>
        )}
        {debt > 0 && (
          <div className="balance-debt">
            <dt>{say.debt}</dt>
            <dd>{format.number(-debt)}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}
