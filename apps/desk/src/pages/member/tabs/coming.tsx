import { useFormat, useLanguage, useWords } from '@bonum/ui/language';
import { Table } from '../../../components/table.tsx';
import { Nothing, Shown } from '../../../frame/shown.tsx';
import { useStanding, type Kind } from '../use-member.ts';
import { memberWords } from '../words.ts';
import { comingWords } from './words.ts';

interface Due {
  readonly id: string;
  readonly at: string;
  readonly what: 'expiring' | 'activating';
  readonly kind: Kind;
  readonly points: number;
}

/** When points begin to count, and when they end: the nearest first. */
export function Coming({ memberId }: { readonly memberId: string }) {
  const say = useWords(comingWords);
  const standing = useStanding(memberId);
  const { failedPoints } = useWords(memberWords);
  const format = useFormat();
  const { language } = useLanguage();
  return (
    <Shown asked={standing} failed={failedPoints}>
      {({ kinds }) => {
        const dates = datesOf(kinds);
        return dates.length === 0 ? (
          <Nothing title={say.none} text={say.noneText} />
        ) : (
          <Table
            label={say.label}
            rows={dates}
            idOf={({ id }) => id}
            columns={[
              { id: 'at', head: say.when, width: '160px', cell: ({ at }) => format.date(at) },
              { id: 'what', head: say.what, cell: ({ what }) => say[what] },
              { id: 'kind', head: say.kind, cell: ({ kind }) => kind.name[language] },
              {
                id: 'points',
                head: say.points,
                width: '120px',
                end: true,
                cell: ({ what, points }) => <b>{format.signed(what === 'expiring' ? -points : points)}</b>,
              },
            ]}
          />
        );
      }}
    </Shown>
  );
}

const datesOf = (kinds: readonly Kind[]): Due[] =>
  kinds
    .flatMap((kind) =>
      (['expiring', 'activating'] as const).flatMap((what) =>
        kind[what].map(({ at, points }) => ({ id: `${kind.kind} ${what} ${at}`, at, what, kind, points })),
      ),
    )
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
