import { builtInProfiles, type BuiltInProfile } from './built-in-profiles.ts';
import type { Fresh, OnecProfile, PersonMap, Written } from './profile.ts';

/** How a base of 1C is reached, and what stands for what in it. */
export interface OnecSettings {
  /** Ends with `/odata/standard.odata`. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly profile: BuiltInProfile | OnecProfile;
  /** What of people is called otherwise here, or has a place that the profile does not know. */
  readonly person?: Partial<PersonMap>;
  /** How long an answer is waited for; 8000 unless said. */
  readonly timeoutMs?: number;
  /** At most so many calls at once, each a session that takes a licence; 2 unless said. */
  readonly sessions?: number;
  /** The zone of 1C's clock: its dates say none. `Europe/Moscow` unless said. */
  readonly timeZone?: string;
  /** How many points of Bonum are one of 1C's; 1 unless said. */
  readonly pointsPerUnit?: number;
  /** The programme in 1C that points are of, unless their kind has its own. */
  readonly programme?: string;
  /** Kinds of points that are of another programme; null: 1C is told nothing of such points. */
  readonly kinds?: Readonly<Record<string, string | null>>;
  /** What stands for the names with `$` in a profile. */
  readonly values?: Readonly<Record<string, Written>>;
}

/** The same with everything said. */
export interface Known extends Required<Omit<OnecSettings, 'profile' | 'person' | 'programme'>> {
  readonly profile: OnecProfile;
  readonly programme: string | null;
}

export function known(settings: OnecSettings): Known {
  const { profile: named, person, programme = null, ...rest } = settings;
  const profile: OnecProfile = typeof named === 'string' ? builtInProfiles[named] : named;
  return {
    timeoutMs: 8000,
    sessions: 2,
    timeZone: 'Europe/Moscow',
    pointsPerUnit: 1,
    kinds: {},
    values: {},
    ...rest,
    url: settings.url.replace(/\/+$/, ''),
    programme,
    profile: { ...profile, person: { ...profile.person, ...person } },
  };
}

/** What a new object gets, with the settings' values in their places. */
export const filled = ({ values }: Known, fresh: Fresh = {}): Fresh =>
  Object.fromEntries(
    Object.entries(fresh).flatMap(([field, written]) => {
      const value =
        typeof written === 'string' && written.startsWith('$') ? values[written.slice(1)] : written;
      return value === undefined ? [] : [[field, value]];
    }),
  );
