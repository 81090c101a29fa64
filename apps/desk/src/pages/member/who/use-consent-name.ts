import { useLanguage, useWords } from '@bonum/ui/language';
import { useBrand } from '../../../brand/brand-name.tsx';
import { memberWords } from '../words.ts';

/** What a consent is called in a list: in a word of ours, or as the chain's own text is headed. */
export function useConsentName(): (kind: string) => string {
  const { language } = useLanguage();
  const known: Readonly<Record<string, string>> = useWords(memberWords).consents;
  const own = useBrand()?.consents ?? [];
  return (kind) => known[kind] ?? own.findLast((one) => one.kind === kind)?.title[language] ?? kind;
}
