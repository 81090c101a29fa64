import { useLanguage, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { useBrand } from '../brand/brand-name.tsx';
import { consentTexts, type ConsentText } from './consents.ts';
import { joinWords } from './words.ts';

export interface Agreed {
  readonly kind: string;
  readonly version: string;
  readonly given: boolean;
}

export interface Consents {
  /** Empty until the chain's own are known. */
  readonly texts: readonly ConsentText[];
  readonly given: ReadonlySet<string>;
  readonly give: (kind: string, yes: boolean) => void;
  /** Nobody joins without these. */
  readonly missing: readonly ConsentText[];
  /** What was said to each, as it is kept. */
  readonly said: readonly Agreed[];
}

/** Each consent for itself, none of them given beforehand. */
export function useConsents(): Consents {
  const say = useWords(joinWords);
  const { language } = useLanguage();
  const brand = useBrand();
  const [given, setGiven] = useState<ReadonlySet<string>>(new Set());
  const texts = brand === null ? [] : consentTexts(brand.consents, language, say.plain);
  return {
    texts,
    given,
    give: (kind, yes) =>
      setGiven(new Set([...given].filter((one) => one !== kind).concat(yes ? [kind] : []))),
    missing: texts.filter(({ kind, required }) => required && !given.has(kind)),
    said: texts.map(({ kind, version }) => ({ kind, version, given: given.has(kind) })),
  };
}
