import type { PlaceMoment } from '@bonum/ui/language';

interface Happened {
  readonly at: string;
  readonly offsetMinutes: number | null;
}

/** When something was by the clock of the store; what was in none, by the clock of this machine. */
export const momentOf = ({ at, offsetMinutes }: Happened): PlaceMoment => ({
  at,
  offsetMinutes: offsetMinutes ?? -new Date(at).getTimezoneOffset(),
});
