import { createContext, type ComponentChildren } from 'preact';
import { useContext, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { formats, type Format, type Language } from './format.ts';

/** What a page says, in each language; the compiler sees to it that both say as much. */
export interface Words<Said> {
  readonly ru: Said;
  readonly en: Said;
}

/** The words of a page: `words({ ru: { title: 'История' }, en: { title: 'History' } })`. What holds a number is a function. */
export const words = <Said extends object>(each: {
  readonly ru: Said;
  readonly en: NoInfer<Said>;
}): Words<Said> => each;

interface Spoken {
  readonly language: Language;
  readonly speak: (language: Language) => void;
}

const Context = createContext<Spoken>({ language: 'ru', speak: () => {} });

/** Chosen here once: stays with the browser. */
const STORED = 'bonum.language';

const isLanguage = (text: unknown): text is Language => text === 'ru' || text === 'en';

function firstLanguage(): Language {
  const chosen = localStorage.getItem(STORED);
  if (isLanguage(chosen)) return chosen;
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.find(isLanguage) ?? 'en';
}

export function Speaking({ children }: { readonly children: ComponentChildren }) {
  const [language, setLanguage] = useState(firstLanguage);
  useLayoutEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const spoken = useMemo<Spoken>(
    () => ({
      language,
      speak: (next) => {
        localStorage.setItem(STORED, next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <Context.Provider value={spoken}>{children}</Context.Provider>;
}

/** The language that is spoken, and how to speak another: the member's own, once it is known. */
export const useLanguage = (): Spoken => useContext(Context);
export const useWords = <Said extends object>(said: Words<Said>): Said => said[useLanguage().language];
export const useFormat = (): Format => formats[useLanguage().language];
