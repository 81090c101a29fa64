import { Marker } from '@bonum/ui';
import { useFormat, useLanguage, useWords } from '@bonum/ui/language';
import { useOffers, type Offer } from './use-member.ts';
import { memberWords } from './words.ts';

/** So many are worth saying in a call. */
const MOST = 2;

/** What can be offered in this very call: their own first, then what ends soonest. */
export function BestOffers({ memberId }: { readonly memberId: string }) {
  const say = useWords(memberWords);
  const { language } = useLanguage();
  const format = useFormat();
  const offers = useOffers(memberId);
  if (offers.state !== 'here') return null;
  const best = offers.value.offers.filter(isNow).toSorted(ownFirst).slice(0, MOST);
  return (
    <>
      <h2>{say.canOffer}</h2>
      {best.length === 0 && <p className="second">{say.noOffers}</p>}
      {best.map(({ offerId, figure, of, name, until }) => (
        <div key={offerId} className="do-offer">
          {of === 'points' ? <Marker>{figure[language]}</Marker> : <b className="n-28">{figure[language]}</b>}
          <p>
            {name[language]}
            {until !== null && `, ${say.until(format.date(`${until}T12:00:00`))}`}
          </p>
        </div>
      ))}
    </>
  );
}

const isNow = ({ state }: Offer): boolean => state === 'ready' || state === 'on' || state === 'off';
const ownFirst = (one: Offer, other: Offer): number => Number(other.personal) - Number(one.personal);
