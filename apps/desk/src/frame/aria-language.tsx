import { useLanguage } from '@bonum/ui/language';
import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';

/** What React Aria says by itself is said in the language of the page. */
export function AriaLanguage({ children }: { readonly children: ReactNode }) {
  const { language } = useLanguage();
  return <I18nProvider locale={language === 'ru' ? 'ru-RU' : 'en-GB'}>{children}</I18nProvider>;
}
