import { randomUUID } from 'node:crypto';
import type { SystemOfRecord } from '@bonum/adapters/system-of-record';
import { operatorAtTheTerminal } from '../apps/server/src/commands/local-shell.ts';
import { outsideSystems } from '../apps/server/src/demo/outside-system.ts';
import { getMember } from '../apps/server/src/members/get-member.ts';
import { grantPoints } from '../apps/server/src/points/grant-points.ts';
import { connectRecord } from '../apps/server/src/record/connected.ts';
import { shellOf } from '../apps/server/src/wire.ts';
import type { Figures } from './figures.ts';
import { latenciesOf } from './latencies.ts';
import type { Stand } from './stand.ts';

interface RecordOptions {
  readonly stand: Stand;
  readonly say: (line: string) => void;
}

const MEMBERS = 200;

/**
 * What Bonum adds to the calls of a system of record: members are looked at and given points, one after another, and of each whatever was
 * not spent waiting for the system's answers counts, the operation's own work too. Its answers come from a stand-in in this
 * very process.
 */
export async function benchRecord({ stand, say }: RecordOptions): Promise<Pick<Figures, 'recordOwnP99Ms'>> {
  await using outside = await outsideSystems.onec();
  const waited = { ms: 0 };
  const record = connectRecord(timed(outside.system, waited), { ageMs: 0, patienceMs: 10_000 }, (error) => {
    throw error;
  });
  const { db } = stand.connection;
  const shell = shellOf(
    db,
    { publicUrl: 'http://localhost' },
    { secret: 'of the bench', channels: {}, record },
  );
  const { programme } = await shell.programmes.current();
  const kind = programme.kinds[0]?.id ?? '';
  const members = await db.selectFrom('member').select('owner_id').limit(MEMBERS).execute();
  const own: number[] = [];
  const wholly: number[] = [];
  for (const round of ['made known', 'measured']) {
    for (const { owner_id: memberId } of members) {
      const grant = { memberId, grantId: randomUUID(), kind, points: 1, reason: 'bench' };
      for (const act of [
        () => getMember.run(shell, operatorAtTheTerminal, { memberId }),
        () => grantPoints.run(shell, operatorAtTheTerminal, grant),
      ]) {
        waited.ms = 0;
        const began = performance.now();
        const outcome = await act();
        const took = performance.now() - began;
        if (!outcome.ok) throw new Error(outcome.detail);
        if (round === 'made known') continue;
        own.push(took - waited.ms);
        wholly.push(took);
      }
    }
  }
  const [mine, all] = [latenciesOf(own), latenciesOf(wholly)];
  say(
    `  through 1C: p50 ${all.p50.toFixed(1)}, p99 ${all.p99.toFixed(1)} ms, of which our own p50 ${mine.p50.toFixed(1)} ms`,
  );
  await shell.budgets.close();
  return { recordOwnP99Ms: mine.p99 };
}

/** The same system, with the time that is waited for it. */
function timed(system: SystemOfRecord, waited: { ms: number }): SystemOfRecord {
  const timing = async <T>(asking: Promise<T>): Promise<T> => {
    const began = performance.now();
    const answer = await asking;
    waited.ms += performance.now() - began;
    return answer;
  };
  return {
    ...system,
    find: (by) => timing(system.find(by)),
    read: (recordId) => timing(system.read(recordId)),
    carryOut: (command) => timing(system.carryOut(command)),
  };
}
