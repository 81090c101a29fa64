import { useNotices } from '../notices/notices.ts';
import { NoticesRow } from './notices-row.tsx';
import { OffersTeaser, useOffers } from './offers-teaser.tsx';

/** What is further down, once all of it is known: what came later would push away what one is about to press. */
export function Further() {
  const offers = useOffers();
  const notices = useNotices();
  if (offers.state === 'loading' || notices.state === 'loading') return null;
  return (
    <>
      <OffersTeaser />
      <NoticesRow />
    </>
  );
}
