import { theirClock } from '../http/their-clock.ts';
import type { SystemOfRecord } from '../system-of-record.ts';
import { carryOut } from './acts.ts';
import { balanceOf } from './balance.ts';
import type { Base } from './base.ts';
import { checkBase } from './check.ts';
import { readKinds, type Kinds } from './contacts.ts';
import { openLine } from './line.ts';
import { findMember, readMember } from './members.ts';
import { rowsOf } from './rows.ts';
import { known, type OnecSettings } from './settings.ts';

export type { OnecProfile } from './profile.ts';
export { readOnecSettings } from './read-settings.ts';
export type { OnecSettings } from './settings.ts';

/**
 * A base of 1C:Enterprise as the system of record, by its standard OData interface, which is of version 3.
 * @param clock ours, in epoch milliseconds: what is dated later, here and there, does not count yet
 */
export function onecRecord(given: OnecSettings, clock: () => number = Date.now): SystemOfRecord {
  const settings = known(given);
  const theirs = theirClock(clock);
  const line = openLine(settings, theirs);
  const rows = rowsOf(line);
  let kinds: Kinds | null = null;
  const base: Base = {
    settings,
    line,
    rows,
    balance: balanceOf(settings, line, theirs),
    async kinds() {
      if (kinds) return { state: 'read', value: kinds };
      const read = await readKinds(rows, settings.profile.person.contacts);
      if (read.state === 'read') kinds = read.value;
      return read;
    },
  };
  return {
    system: 'onec',
    find: (by) => findMember(base, by),
    read: (recordId) => readMember(base, recordId),
    carryOut: (command) => carryOut(base, command),
    check() {
      // Whoever has added one that was missing looks whether it is there.
      kinds = null;
      return checkBase(base);
    },
    close: () => line.close(),
  };
}
