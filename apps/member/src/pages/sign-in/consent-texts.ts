import type { Schemas } from '@bonum/client';
import { useBrand } from '../../brand/use-brand.ts';
import { useLanguage, useWords, words } from '@bonum/ui/language';

/** What is agreed to on joining, in the text that is shown. */
export interface ConsentText {
  readonly kind: string;
  readonly version: string;
  readonly required: boolean;
  readonly title: string;
  /** The whole of it; null: the title says all there is. */
  readonly text: string | null;
}

/** Nobody joins without these, whatever a chain asks besides. */
const plain = words<readonly ConsentText[]>({
  ru: [
    { kind: 'terms', version: 'plain', required: true, title: 'Согласен с правилами программы', text: null },
    {
      kind: 'personal-data',
      version: 'plain',
      required: true,
      title: 'Согласен на обработку персональных данных',
      text: null,
    },
  ],
  en: [
    {
      kind: 'terms',
      version: 'plain',
      required: true,
      title: 'I agree to the rules of the programme',
      text: null,
    },
    {
      kind: 'personal-data',
      version: 'plain',
      required: true,
      title: 'I agree to the processing of my personal data',
      text: null,
    },
  ],
});

/** The chain's own texts, and plain ones for what it has not written; null: not known yet. */
export function useConsentTexts(): readonly ConsentText[] | null {
  const brand = useBrand();
  const { language } = useLanguage();
  const usual = useWords(plain);
  if (!brand) return null;
  const own = latest(brand.consents).map(({ kind, version, required, title, text }) => ({
    kind,
    version,
    required: required || usual.some((one) => one.kind === kind),
    title: title[language],
    text: text[language],
  }));
  return [...usual.filter(({ kind }) => !own.some((one) => one.kind === kind)), ...own];
}

type Consents = Schemas['Brand']['consents'];

/** Of each kind the last is asked for; those before it are what members agreed to earlier. */
const latest = (consents: Consents): Consents =>
  consents.filter(({ kind }, index) => !consents.slice(index + 1).some((later) => later.kind === kind));
