import type { Schemas } from '@bonum/client';
import type { Language } from '@bonum/ui/language';

export type Offer = Schemas['MemberOffer'];

export const filters = ['all', 'on', 'ending'] as const;
export type Filter = (typeof filters)[number];

const ENDING_DAYS = 7;
const DAY_MS = 86_400_000;

const isNow = ({ state }: Offer): boolean => state === 'ready' || state === 'on' || state === 'off';
const isPast = ({ state }: Offer): boolean => state === 'used' || state === 'over';

export function passes(offer: Offer, filter: Filter, today: Date): boolean {
  if (filter === 'all') return true;
  if (filter === 'on') return offer.state === 'on';
  if (!isNow(offer) || offer.until === null) return false;
  return noon(offer.until).getTime() - today.getTime() < ENDING_DAYS * DAY_MS;
}

/** A day of the chain, wherever the phone is. */
export const noon = (day: string): Date => new Date(`${day}T12:00:00`);

/** Every word of what was typed stands somewhere in it. */
export function speaksOf({ name, does, text, terms }: Offer, typed: string, language: Language): boolean {
  const said = [name[language], does[language], text?.[language] ?? '', ...terms[language]]
    .join(' ')
    .toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}

export interface Sections {
  /** On the marker: the one that the page is about. */
  readonly hero: Offer | null;
  readonly personal: readonly Offer[];
  readonly common: readonly Offer[];
  readonly soon: readonly Offer[];
  readonly past: readonly Offer[];
}

/** As the server has ordered them: what ends soonest first. */
export function sectionsOf(offers: readonly Offer[]): Sections {
  const own = offers.filter((offer) => offer.personal && isNow(offer));
  const [hero = null, ...personal] = own;
  return {
    hero,
    personal,
    common: offers.filter((offer) => !offer.personal && isNow(offer)),
    soon: offers.filter(({ state }) => state === 'soon'),
    past: offers.filter(isPast),
  };
}
