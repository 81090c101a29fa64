import { useBrand } from '../../brand/use-brand.ts';
import { useLanguage, useWords } from '@bonum/ui/language';
import { accountWords } from './words.ts';

/** The chain's latest text on advertising; a plain one where it has written none. */
export function useAdvertisingText(): { readonly version: string; readonly title: string } {
  const { language } = useLanguage();
  const plain = useWords(accountWords).consents.kinds.advertising;
  const own = useBrand()?.consents.findLast(({ kind }) => kind === 'advertising');
  return own ? { version: own.version, title: own.title[language] } : { version: 'plain', title: plain };
}
