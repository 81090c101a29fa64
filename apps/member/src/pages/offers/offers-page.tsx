import './offers.css';
import { Button, Empty, Field, Icon, IconButton, List, Skeleton } from '@bonum/ui';
import { check, search } from '@bonum/ui/icons';
import { useState } from 'preact/hooks';
import { useAsked } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered } from '../../api/failure.ts';
import { useFormat, useLanguage, useWords } from '@bonum/ui/language';
import type { PageProps } from '../../router/router.tsx';
import { LoadFailed } from '../../shell/failed.tsx';
import { Page as Frame } from '../../shell/page.tsx';
import { Bell } from '../notices/bell.tsx';
import { Figure } from './figure.tsx';
import { OfferPicture } from './offer-picture.tsx';
import { OfferSheet } from './offer-sheet.tsx';
import { filters, noon, passes, sectionsOf, speaksOf, type Filter, type Offer } from './offers.ts';
import { offersWords } from './offers-words.ts';
import { TurnOn } from './turn-on.tsx';

export const useOffers = () => useAsked(['offers'], () => answered(api.GET('/v1/me/offers')));

export function Page({ query }: PageProps) {
  const say = useWords(offersWords);
  const asked = useOffers();
  const [searching, setSearching] = useState(false);
  const found = asked.state === 'here' ? asked.value.offers : [];
  return (
    <Frame
      title={say.title}
      asOf={asked.state === 'here' ? asked.asOf : null}
      action={
        <span className="offer-actions">
          {found.length > 0 && (
            <IconButton icon={search} label={say.search} onClick={() => setSearching(!searching)} />
          )}
          <Bell />
        </span>
      }
    >
      {asked.state === 'loading' && <Loading />}
      {asked.state === 'failed' && (
        <LoadFailed failure={asked.failure} retry={asked.retry} title={say.failed} />
      )}
      {asked.state === 'here' &&
        (found.length === 0 ? (
          <Empty title={say.emptyTitle} text={say.emptyText}>
            <Button wide href="/app/card">
              {say.card}
            </Button>
          </Empty>
        ) : (
          <Offers offers={found} searching={searching} opened={query.get('offer')} />
        ))}
    </Frame>
  );
}

const Loading = () => (
  <div aria-hidden="true">
    <div className="offer-chips">
      <Skeleton width="60px" height={44} />
      <Skeleton width="124px" height={44} />
      <Skeleton width="112px" height={44} />
    </div>
    <div className="offer-loading">
      <Skeleton width="40%" height={20} />
      <List>
        {[60, 75, 50, 70].map((width) => (
          <div key={width} className="offer-row">
            <Skeleton width="5.5rem" height={28} />
            <Skeleton width={`${width / 2}%`} height={20} />
          </div>
        ))}
      </List>
    </div>
  </div>
);

interface OffersProps {
  readonly offers: readonly Offer[];
  readonly searching: boolean;
  readonly opened: string | null;
}

function Offers({ offers, searching, opened }: OffersProps) {
  const say = useWords(offersWords);
  const { language } = useLanguage();
  const [filter, setFilter] = useState<Filter>('all');
  const [typed, setTyped] = useState('');
  const [shown, setShown] = useState(opened);
  const today = new Date();
  const wanted = searching ? typed.trim() : '';
  const left = offers.filter(
    (offer) => passes(offer, filter, today) && (wanted === '' || speaksOf(offer, wanted, language)),
  );
  const open = offers.find(({ offerId }) => offerId === shown);
  const everything = (): void => {
    setFilter('all');
    setTyped('');
  };
  return (
    <>
      {searching && (
        <div className="offer-search">
          <Field
            label={say.searchLabel}
            value={typed}
            onInput={setTyped}
            input={{ type: 'search', autoFocus: true }}
          />
        </div>
      )}
      <div className="offer-chips">
        {filters.map((one) => {
          const count = offers.filter((offer) => passes(offer, one, today)).length;
          return (
            <button key={one} type="button" aria-pressed={one === filter} onClick={() => setFilter(one)}>
              {`${say[one]} ${count}`}
            </button>
          );
        })}
      </div>
      {left.length === 0 ? (
        <Empty title={say.nothingFound} text={say.nothingFoundText}>
          <Button kind="outline" wide onClick={everything}>
            {say.showAll}
          </Button>
        </Empty>
      ) : (
        <Sections offers={left} open={setShown} />
      )}
      {open && <OfferSheet offer={open} onClose={() => setShown(null)} />}
    </>
  );
}

type Open = (offerId: string) => void;

function Sections({ offers, open }: { readonly offers: readonly Offer[]; readonly open: Open }) {
  const say = useWords(offersWords);
  // A chain whose offers have none has no empty places for them.
  const pictured = offers.some(({ picture }) => picture !== null);
  const list = { open, pictured };
  const { hero, personal, common, soon, past } = sectionsOf(offers);
  return (
    <>
      {hero && <Hero offer={hero} open={open} />}
      <Section title={say.forYou} offers={personal} {...list} />
      <Section title={say.forAll} offers={common} {...list} />
      <Section title={say.soon} offers={soon} {...list} />
      <Section title={say.past} offers={past} {...list} />
    </>
  );
}

/** What is theirs alone stands on the marker, the figure being what the page is about. */
function Hero({ offer, open }: { readonly offer: Offer; readonly open: Open }) {
  const say = useWords(offersWords);
  const format = useFormat();
  const { language } = useLanguage();
  const figure = offer.figure[language];
  const until = offer.until === null ? say.forYou : say.forYouUntil(format.date(noon(offer.until)));
  return (
    <section className="offer-hero">
      <button type="button" className="offer-hero-text" onClick={() => open(offer.offerId)}>
        <span className="small">{until}</span>
        <span className={figure.length > 5 ? 'n-48' : 'n-96'}>{figure}</span>
        <span className="offer-hero-what">
          <span className="offer-hero-words">
            <span className="offer-hero-name">{offer.name[language]}</span>
            <span className="small">{offer.text?.[language] ?? offer.does[language]}</span>
          </span>
          {offer.picture !== null && <OfferPicture picture={offer.picture} />}
        </span>
      </button>
      {offer.state === 'off' && <TurnOn offer={offer} />}
      {offer.state !== 'off' && (
        <p className="offer-hero-on">
          <Icon of={check} small />
          <span>{offer.state === 'on' ? say.isOn : say.byItself}</span>
        </p>
      )}
    </section>
  );
}

interface SectionProps {
  readonly title: string;
  readonly offers: readonly Offer[];
  readonly open: Open;
  readonly pictured: boolean;
}

const Section = ({ title, offers, open, pictured }: SectionProps) =>
  offers.length === 0 ? null : (
    <section className="offer-section">
      <h2>{title}</h2>
      <List>
        {offers.map((offer) => (
          <OfferRow key={offer.offerId} offer={offer} open={open} pictured={pictured} />
        ))}
      </List>
    </section>
  );

interface OfferRowProps {
  readonly offer: Offer;
  readonly open: Open;
  readonly pictured: boolean;
}

function OfferRow({ offer, open, pictured }: OfferRowProps) {
  const { language } = useLanguage();
  const note = useNote()(offer);
  const past = offer.state === 'used' || offer.state === 'over';
  return (
    <div role="listitem">
      <button
        type="button"
        className={past ? 'offer-row past' : 'offer-row'}
        onClick={() => open(offer.offerId)}
      >
        <Figure offer={offer} />
        <span className="row-text">
          <b>{offer.name[language]}</b>
          {note !== '' && <small>{note}</small>}
        </span>
        {offer.state === 'on' && (
          <span className="offer-check">
            <Icon of={check} />
          </span>
        )}
        {pictured && <OfferPicture picture={offer.picture} />}
      </button>
    </div>
  );
}

/** What matters of it beside its name: whether it is on, and its days. */
function useNote(): (offer: Offer) => string {
  const say = useWords(offersWords);
  const format = useFormat();
  return ({ state, from, until }) => {
    const status = { ready: '', on: say.isOn, off: say.canTurnOn, soon: '', used: say.used, over: say.over }[
      state
    ];
    const days =
      state === 'soon'
        ? say.from(format.date(noon(from)))
        : state === 'used' || until === null
          ? ''
          : say.until(format.date(noon(until)));
    return [status, days].filter((part) => part !== '').join(' · ');
  };
}
