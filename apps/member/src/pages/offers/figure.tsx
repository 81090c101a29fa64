import { Marker } from '@bonum/ui';
import { useLanguage } from '@bonum/ui/language';
import type { Offer } from './offers.ts';

/** Points stand on the marker, prices plain. */
export function Figure({ offer }: { readonly offer: Offer }) {
  const { language } = useLanguage();
  const figure = offer.figure[language];
  const size = figure.length > 6 ? 'offer-figure long' : 'offer-figure';
  return <span className={size}>{offer.of === 'points' ? <Marker>{figure}</Marker> : figure}</span>;
}
