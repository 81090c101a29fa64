import { compileProgramme, type CompiledProgramme, type Programme } from '@bonum/engine';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { zoneCalendar } from './zone-calendar.ts';

/** A published version, ready for calculation. */
export interface ProgrammeVersion {
  readonly version: number;
  readonly programme: Programme;
  readonly compiled: CompiledProgramme;
}

export interface Programmes {
  /** @throws Error when there is no such version: a receipt or token would name one that never was */
  byVersion(version: number): Promise<ProgrammeVersion>;
  /** The version to calculate with now: the live one, unless a replay fixed another. */
  current(): Promise<ProgrammeVersion>;
  /** The one that was current when last looked: to begin with, by who reads which one is live in the same breath. */
  expected(): Promise<ProgrammeVersion>;
  /** The current one, by what was read as live; null: none is. */
  known(live: number | null): Promise<ProgrammeVersion>;
}

/** A new installation before its first publish. */
export class NoProgramme extends Error {
  override name = 'NoProgramme';
}

/**
 * Versions are immutable, so each is read and compiled once per process; which one is live is read each time, at the till
 * together with everything else, so that a publish counts at once everywhere.
 * @param fixed calculate with this version whatever is live
 */
export function programmesOf(db: Kysely<Database>, fixed?: number): Programmes {
  const compiled = new Map<number, Promise<ProgrammeVersion>>();
  function byVersion(version: number): Promise<ProgrammeVersion> {
    const known = compiled.get(version) ?? readVersion(db, version);
    compiled.set(version, known);
    // A failed read is not kept.
    known.catch(() => compiled.delete(version));
    return known;
  }
  let last: number | null = null;
  const known = async (live: number | null): Promise<ProgrammeVersion> => {
    if (live === null && fixed === undefined) throw new NoProgramme(PUBLISH_ONE);
    last = live;
    return byVersion(fixed ?? live ?? 0);
  };
  const current = async (): Promise<ProgrammeVersion> => known(fixed ?? (await liveVersion(db)));
  return { byVersion, known, current, expected: () => (last === null ? current() : known(last)) };
}

const PUBLISH_ONE = 'no programme is live: publish one with `bonum programme publish FILE`';

async function liveVersion(db: Kysely<Database>): Promise<number | null> {
  const live = await db
    .selectFrom('programme_version')
    .select('version')
    .where('status', '=', 'live')
    .executeTakeFirst();
  return live?.version ?? null;
}

async function readVersion(db: Kysely<Database>, version: number): Promise<ProgrammeVersion> {
  const row = await db
    .selectFrom('programme_version')
    .select('document')
    .where('version', '=', version)
    .executeTakeFirst();
  if (!row) throw new Error(`there is no programme version ${version}`);
  // It was validated when it was written, and is never changed.
  const programme = row.document as unknown as Programme;
  return { version, programme, compiled: compileProgramme(programme, zoneCalendar(programme.zone)) };
}
