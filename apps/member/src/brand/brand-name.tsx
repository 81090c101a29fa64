import { useLanguage } from '@bonum/ui/language';
import { LogoOrBars } from '@bonum/ui';
import { firstBrand } from '../first-paint/first-brand.ts';
import { useBrand } from './use-brand.ts';
import './brand.css';

/** Whose app it is: the mark and the name. Its place is kept while they are on their way. */
export function BrandName() {
  const brand = useBrand() ?? firstBrand;
  const { language } = useLanguage();
  return (
    <span className="brand-name">
      <LogoOrBars logo={brand?.logo} width={brand?.logoWidth} />
      {brand?.name[language] ?? ''}
    </span>
  );
}
