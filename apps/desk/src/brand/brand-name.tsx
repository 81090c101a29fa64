import type { Schemas } from '@bonum/client';
import { useLanguage } from '@bonum/ui/language';
import { useAsked } from '../api/asking.ts';
import { api } from '../api/client.ts';
import { answered } from '../api/failure.ts';
import { keys } from '../api/keys.ts';

/** The chain's name, currency and zone; null until they are known. */
export function useBrand(): Schemas['Brand'] | null {
  const asked = useAsked(keys.brand, (signal) => answered(api.GET('/v1/brand', { signal })));
  return asked.state === 'here' ? asked.value : null;
}

/** Whose desk it is: the mark and the name. Its place is kept while they are on their way. */
export function BrandName() {
  const brand = useBrand();
  const { language } = useLanguage();
  return (
    <span className="brand-name">
      {brand?.logo === undefined ? <Bars /> : <img src={`/app/picture/${brand.logo}`} alt="" height="24" />}
      <span>{brand?.name[language] ?? ''}</span>
    </span>
  );
}

/** For a chain without a logo. */
const Bars = () => (
  <svg width="24" height="24" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
    <path d="M2 4h2v16H2zM6 4h1v16H6zM9 4h4v16H9zM15 4h1v16h-1zM18 4h1v16h-1zM21 4h1v16h-1z" />
  </svg>
);
