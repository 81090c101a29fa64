import { useFormat, useLanguage, useWords } from '@bonum/ui/language';
import { Table } from '../../../components/table.tsx';
import { Nothing, Shown } from '../../../frame/shown.tsx';
import { useOffers } from '../use-member.ts';
import { memberWords } from '../words.ts';
import { offersTabWords } from './offers-words.ts';

/** All that the member sees under "offers". */
export function OffersTab({ memberId }: { readonly memberId: string }) {
  const say = useWords(offersTabWords);
  const { offerStates, noOffers, until } = useWords(memberWords);
  const { language } = useLanguage();
  const format = useFormat();
  const offers = useOffers(memberId);
  return (
    <Shown asked={offers} failed={say.failed}>
      {({ offers: all }) =>
        all.length === 0 ? (
          <Nothing title={noOffers} />
        ) : (
          <Table
            label={say.label}
            rows={all}
            idOf={({ offerId }) => offerId}
            columns={[
              {
                id: 'figure',
                head: say.figure,
                width: '104px',
                cell: ({ figure }) => <b>{figure[language]}</b>,
              },
              {
                id: 'name',
                head: say.name,
                cell: ({ name, personal }) => (personal ? <b>{name[language]}</b> : name[language]),
              },
              { id: 'state', head: say.state, width: '224px', cell: ({ state }) => offerStates[state] },
              {
                id: 'until',
                head: say.until,
                width: '168px',
                cell: (offer) => (offer.until === null ? '' : until(format.date(`${offer.until}T12:00:00`))),
              },
            ]}
          />
        )
      }
    </Shown>
  );
}
