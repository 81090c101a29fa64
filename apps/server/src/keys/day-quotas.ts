import { addDuration, instant, type Calendar, type Instant } from '@bonum/engine';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { KeyCaller, Shell } from '../operation.ts';
import { NoProgramme } from '../programme/programmes.ts';
import { zoneCalendar } from '../programme/zone-calendar.ts';

type Of = Pick<KeyCaller, 'keyId' | 'mostPerDay'>;
type QuotaShell = Pick<Shell, 'db' | 'clock' | 'programmes'>;

/** Whether a key may ask once more today, and how it stands after that. */
export interface Counted {
  readonly ok: boolean;
  /** What is left of its quota, as far as this server knows: others may have taken of it since it last asked. */
  readonly left: number;
  /** In how many milliseconds the next day begins. */
  readonly waitMs: number;
}

/** A slice is this part of what is left: many requests for one write, and at the end one for each, so that all of a quota is found. */
const PART = 20;
const LARGEST_SLICE = 100;
/** A quota that is used up is not asked about again with every request that is refused. */
const REST_MS = 1000;

interface Slice {
  day: string;
  left: number;
  /** What was left in the database when it was last asked. */
  beyond: number;
  /** Nothing was left in the database then. */
  emptySince: number | null;
  /** The database is being asked for more. */
  asking: Promise<void> | null;
}

/**
 * How often keys have asked today, over all servers: each takes slices of a key's quota and counts in memory. A server that is
 * killed takes what it had left of its slice with it, a twentieth of the quota at most.
 */
export class DayQuotas {
  readonly #shell: QuotaShell;
  readonly #slices = new Map<string, Slice>();

  constructor(shell: QuotaShell) {
    this.#shell = shell;
  }

  async count({ keyId, mostPerDay }: Required<Of>): Promise<Counted> {
    const now = this.#shell.clock();
    const calendar = await calendarOf(this.#shell);
    const slice = this.#sliceOf(keyId, dayOf(now, calendar));
    const waitMs = addDuration(now, { until: 'end-of-day' }, calendar) - now;
    for (;;) {
      if (slice.left > 0) {
        slice.left -= 1;
        return { ok: true, left: slice.left + slice.beyond, waitMs };
      }
      if (slice.emptySince !== null && now - slice.emptySince < REST_MS)
        return { ok: false, left: 0, waitMs };
      slice.emptySince = null;
      slice.asking ??= this.#takeMore(slice, { keyId, mostPerDay }, now);
      await slice.asking;
    }
  }

  #sliceOf(keyId: string, day: string): Slice {
    const known = this.#slices.get(keyId);
    if (known?.day === day) return known;
    const fresh: Slice = { day, left: 0, beyond: 0, emptySince: null, asking: null };
    this.#slices.set(keyId, fresh);
    return fresh;
  }

  async #takeMore(slice: Slice, { keyId, mostPerDay }: Required<Of>, now: Instant): Promise<void> {
    try {
      const taken = await takeSlice(this.#shell.db, { keyId, day: slice.day, mostPerDay });
      slice.left += taken.slice;
      slice.beyond = taken.beyond;
      slice.emptySince = taken.slice === 0 ? now : null;
    } finally {
      slice.asking = null;
    }
  }

  /** Gives back what is left, for the other servers. */
  async close(): Promise<void> {
    for (const [keyId, { day, left }] of this.#slices) {
      if (left === 0) continue;
      await sql`update key_day set taken = taken - ${left}::integer where key_id = ${keyId} and day = ${day}::date`.execute(
        this.#shell.db,
      );
    }
    this.#slices.clear();
  }
}

function takeSlice(
  db: Kysely<Database>,
  { keyId, day, mostPerDay }: Required<Of> & { readonly day: string },
): Promise<{ readonly slice: number; readonly beyond: number }> {
  return db.transaction().execute(async (transaction) => {
    await sql`
      insert into key_day (key_id, day, taken) values (${keyId}, ${day}::date, 0) on conflict do nothing`.execute(
      transaction,
    );
    const { rows } = await sql<{ taken: number }>`
      select taken from key_day where key_id = ${keyId} and day = ${day}::date for update`.execute(
      transaction,
    );
    const left = Math.max(0, mostPerDay - (rows[0]?.taken ?? 0));
    const slice = Math.min(left, Math.max(1, Math.min(LARGEST_SLICE, Math.floor(left / PART))));
    if (slice > 0)
      await sql`
        update key_day set taken = taken + ${slice}::integer where key_id = ${keyId} and day = ${day}::date`.execute(
        transaction,
      );
    return { slice, beyond: left - slice };
  });
}

/** What each of these keys has had of its quota today, with what servers have set aside for it. */
export async function usedToday(
  shell: QuotaShell,
  keyIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (keyIds.length === 0) return new Map();
  const day = dayOf(shell.clock(), await calendarOf(shell));
  const rows = await shell.db
    .selectFrom('key_day')
    .select(['key_id', 'taken'])
    .where('key_id', 'in', keyIds)
    .where('day', '=', day)
    .execute();
  return new Map(rows.map(({ key_id, taken }) => [key_id, taken]));
}

const KEPT_DAYS = 40;
const DAY_MS = 86_400_000;

export async function forgetKeyDays({ db, clock }: Pick<Shell, 'db' | 'clock'>): Promise<void> {
  const before = new Date(clock() - KEPT_DAYS * DAY_MS).toISOString().slice(0, 10);
  await db.deleteFrom('key_day').where('day', '<', before).execute();
}

/** A chain whose programme is not there yet has days of UTC. */
const calendarOf = ({ programmes }: Pick<QuotaShell, 'programmes'>): Promise<Calendar> =>
  programmes.expected().then(
    ({ programme }) => zoneCalendar(programme.zone),
    (error: unknown) => {
      if (error instanceof NoProgramme) return zoneCalendar('UTC');
      throw error;
    },
  );

function dayOf(at: Instant, calendar: Calendar): string {
  const local = at + calendar.offsetMinutesAt(instant(at)) * 60_000;
  return new Date(local).toISOString().slice(0, 10);
}
