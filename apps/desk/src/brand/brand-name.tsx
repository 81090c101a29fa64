import type { Schemas } from '@bonum/client';
import { LogoOrBars } from '@bonum/ui';
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

/** A logo this wide has the name in it, or needs none beside it where there is little room. */
const LETTERED = 60;

/** Whose desk it is: the mark and the name. Its place is kept while they are on their way. */
export function BrandName() {
  const brand = useBrand();
  const { language } = useLanguage();
  return (
    <span className={(brand?.logoWidth ?? 0) > LETTERED ? 'brand-name lettered' : 'brand-name'}>
      <LogoOrBars logo={brand?.logo} width={brand?.logoWidth} />
      <span>{brand?.name[language] ?? ''}</span>
    </span>
  );
}
