import { useAsked } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered } from '../../api/failure.ts';
import { useFormat, useLanguage, useWords } from '@bonum/ui/language';
import { homeWords } from './words.ts';

const MOST = 6;

export const useOffers = () => useAsked(['me', 'offers'], () => answered(api.GET('/v1/me/offers')));

/** A few of what one can have now; the page of offers has them all. Nothing here is waited for. */
export function OffersTeaser() {
  const say = useWords(homeWords);
  const format = useFormat();
  const { language } = useLanguage();
  const asked = useOffers();
  if (asked.state !== 'here') return null;
  const offers = asked.value.offers.filter(
    ({ state }) => state === 'ready' || state === 'on' || state === 'off',
  );
  if (offers.length === 0) return null;
  return (
    <section>
      <h2 className="visually-hidden">{say.offersHead}</h2>
      <ul className="offer-strip" tabIndex={0} aria-label={say.offersHead}>
        {offers.slice(0, MOST).map((offer) => (
          <li key={offer.offerId}>
            <a
              className={offer.of === 'points' ? 'offer-tile points' : 'offer-tile'}
              href={`/app/offers?offer=${encodeURIComponent(offer.offerId)}`}
            >
              <b className="n-28">{offer.figure[language]}</b>
              <span className="small">{offer.name[language]}</span>
              <span className="tiny second">
                {offer.personal ? say.onlyYou : offer.until !== null && say.until(format.date(offer.until))}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
