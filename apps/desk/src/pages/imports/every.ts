import { useFormat, useWords } from '@bonum/ui/language';
import { importsWords } from './words.ts';

/** How often a feed can be fetched, in minutes, as the dialog offers it. */
export const usualMinutes: readonly number[] = [15, 60, 180, 360, 1440, 10_080];

const HOUR = 60;
const DAY = 1440;

/** How often, in the largest unit that is whole: every 3 hours. */
export function useEveryText(): (minutes: number) => string {
  const { everyForms, everyOne } = useWords(importsWords);
  const format = useFormat();
  return (minutes) => {
    const unit = minutes % DAY === 0 ? 'day' : minutes % HOUR === 0 ? 'hour' : 'minute';
    const many = minutes / { day: DAY, hour: HOUR, minute: 1 }[unit];
    return many === 1
      ? everyOne[unit]
      : `${format.plural(many, everyForms.each)} ${format.count(many, everyForms[unit])}`;
  };
}
