import { useLanguage } from '@bonum/ui/language';
import { firstBrand } from '../first-paint/first-brand.ts';
import { useBrand } from './use-brand.ts';
import './brand.css';

/** Whose app it is: the mark and the name. Its place is kept while they are on their way. */
export function BrandName() {
  const brand = useBrand() ?? firstBrand;
  const { language } = useLanguage();
  return (
    <span className="brand-name">
      {brand?.logo === undefined ? <Mark /> : <img src={`/app/picture/${brand.logo}`} alt="" height="24" />}
      {brand?.name[language] ?? ''}
    </span>
  );
}

/** Bars, for a chain without a logo. */
const Mark = () => (
  <svg width="24" height="24" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
    <path d="M2 4h2v16H2zM6 4h1v16H6zM9 4h4v16H9zM15 4h1v16h-1zM18 4h1v16h-1zM21 4h1v16h-1z" />
  </svg>
);
