import { useFormat } from '@bonum/ui/language';

/** The time of something that was or will be today, of anything else the day as well. */
export function useMoment(): (at: string) => string {
  const format = useFormat();
  return (at) =>
    new Date(at).toDateString() === new Date().toDateString() ? format.time(at) : format.dateTime(at);
}
