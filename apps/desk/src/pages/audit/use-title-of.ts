import { useLanguage } from '@bonum/ui/language';
import { isLogged, operationTitles } from './operation-titles.ts';

/** What an operation of the log is called; of one that a newer server has, its own name. */
export function useTitleOf(): (operation: string) => string {
  const { language } = useLanguage();
  return (operation) => (isLogged(operation) ? operationTitles[language][operation] : operation);
}
