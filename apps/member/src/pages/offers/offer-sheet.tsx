import { Icon, Sheet } from '@bonum/ui';
import { check } from '@bonum/ui/icons';
import type { ComponentChildren } from 'preact';
import { useAsked } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered } from '../../api/failure.ts';
import { useFormat, useLanguage, useWords } from '@bonum/ui/language';
import { shellWords } from '../../shell/words.ts';
import { useBrand } from '../../brand/use-brand.ts';
import { Figure } from './figure.tsx';
import { OfferPicture } from './offer-picture.tsx';
import { noon, type Offer } from './offers.ts';
import { offersWords } from './offers-words.ts';
import { TurnOn } from './turn-on.tsx';

interface OfferSheetProps {
  readonly offer: Offer;
  readonly onClose: () => void;
}

/** Everything about an offer: what it does, what it asks for, where, when, and some of its goods. */
export function OfferSheet({ offer, onClose }: OfferSheetProps) {
  const say = useWords(offersWords);
  const shell = useWords(shellWords);
  const { language } = useLanguage();
  const terms = offer.terms[language];
  return (
    <Sheet title={offer.name[language]} closeLabel={shell.close} onClose={onClose}>
      <div className="offer-sheet">
        {offer.picture !== null && <OfferPicture picture={offer.picture} whole />}
        <Figure offer={offer} />
        <p className="strong">{offer.does[language]}</p>
        {offer.text !== null && <p className="second">{offer.text[language]}</p>}
        <State offer={offer} />
        <Part title={say.days}>
          <Days offer={offer} />
        </Part>
        {terms.length > 0 && (
          <Part title={say.terms}>
            <ul>
              {terms.map((term) => (
                <li key={term}>{term}</li>
              ))}
            </ul>
          </Part>
        )}
        <Part title={say.stores}>
          {offer.stores === null ? (
            <p>{say.everywhere}</p>
          ) : (
            <ul>
              {offer.stores.map(({ name, city }) => (
                <li key={name}>{city === null ? name : `${name}, ${city}`}</li>
              ))}
            </ul>
          )}
        </Part>
        <Goods offer={offer} />
      </div>
    </Sheet>
  );
}

const Part = ({ title, children }: { readonly title: string; readonly children: ComponentChildren }) => (
  <section>
    <h3>{title}</h3>
    {children}
  </section>
);

function State({ offer }: { readonly offer: Offer }) {
  const say = useWords(offersWords);
  const format = useFormat();
  if (offer.state === 'off') return <TurnOn offer={offer} />;
  const text = {
    ready: say.byItself,
    on: say.isOn,
    soon: say.from(format.date(noon(offer.from))),
    used: say.used,
    over: say.over,
  }[offer.state];
  const good = offer.state === 'ready' || offer.state === 'on';
  return (
    <p className={good ? 'offer-state good' : 'offer-state'}>
      {good && <Icon of={check} small />}
      <span>{text}</span>
    </p>
  );
}

function Days({ offer: { state, from, until } }: { readonly offer: Offer }) {
  const say = useWords(offersWords);
  const format = useFormat();
  const day = (date: string): string => format.date(noon(date));
  if (state === 'soon')
    return <p>{until === null ? say.from(day(from)) : say.between(day(from), day(until))}</p>;
  return <p>{until === null ? say.always : say.until(day(until))}</p>;
}

/** Loaded when somebody looks; without them the sheet says enough. */
function Goods({ offer }: { readonly offer: Offer }) {
  const say = useWords(offersWords);
  const format = useFormat();
  const brand = useBrand();
  const asked = useAsked(['offers', offer.offerId], () =>
    answered(api.GET('/v1/me/offers/{offerId}', { params: { path: { offerId: offer.offerId } } })),
  );
  if (asked.state !== 'here' || asked.value.goods.length === 0) return null;
  const currency = brand?.currency ?? null;
  return (
    <Part title={say.goods}>
      <ul className="offer-goods">
        {asked.value.goods.map(({ name, price }) => (
          <li key={name}>
            <span>{name}</span>
            {price !== null && currency !== null && (
              <span className="number">{format.money(price, currency)}</span>
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}
