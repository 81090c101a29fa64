import { randomUUID } from 'node:crypto';
import { onecRecord } from '@bonum/adapters/onec';
import type { SystemOfRecord } from '@bonum/adapters/system-of-record';
import { operatorAtTheTerminal } from '../apps/server/src/commands/local-shell.ts';
import { connect } from '../apps/server/src/database/connect.ts';
import { getMember } from '../apps/server/src/members/get-member.ts';
import { grantPoints } from '../apps/server/src/points/grant-points.ts';
import { connectRecord } from '../apps/server/src/record/connected.ts';
import type { Shell } from '../apps/server/src/operation.ts';
import { shellOf } from '../apps/server/src/wire.ts';
import type { Figures } from './figures.ts';
import { latenciesOf, type Latencies } from './latencies.ts';
import type { OnecReached } from './onec.ts';
import { Worker } from './process.ts';
import type { Stand } from './stand.ts';

interface RecordOptions {
  readonly stand: Stand;
  readonly say: (line: string) => void;
}

/** In milliseconds: what an act took, and what of it was our own. */
interface Took {
  readonly whole: number;
  readonly own: number;
}

/** Of each half. The 99th percentile of two acts each stands on the twenty slowest. */
const MEMBERS = 1000;

/**
 * What Bonum adds to the calls of a system of record: members are looked at and given points, one after another, in turn somebody with
 * it and somebody else without, so that what else the machine does meets both. Whatever was not spent waiting for its answers, beyond what
 * the same takes without it, is what Bonum adds. Its answers come from a stand-in in a process of its own.
 */
export async function benchRecord({ stand, say }: RecordOptions): Promise<Pick<Figures, 'recordOwnP99Ms'>> {
  await using outside = new Worker<object, OnecReached>('onec.ts');
  const onec = onecRecord({ ...(await outside.do({})), timeoutMs: 10_000 });
  const waited = { ms: 0 };
  const record = connectRecord(timed(onec, waited), { ageMs: 0, patienceMs: 10_000 }, (error) => {
    throw error;
  });
  await using connection = connect(stand.url, { poolSize: 4, prepared: true, name: 'bonum-record' });
  const { db } = connection;
  const shell = shellOf(
    db,
    { publicUrl: 'http://localhost' },
    { secret: 'of the bench', channels: {}, record },
  );
  const { record: _record, ...alone } = shell;
  const { programme } = await shell.programmes.current();
  const kind = programme.kinds[0]?.id ?? '';
  const members = await db
    .selectFrom('member')
    .select('owner_id')
    .limit(2 * MEMBERS)
    .execute();
  const acts = (memberId: string) => [
    (at: Shell) => getMember.run(at, operatorAtTheTerminal, { memberId }),
    (at: Shell) =>
      grantPoints.run(at, operatorAtTheTerminal, {
        memberId,
        grantId: randomUUID(),
        kind,
        points: 1,
        reason: 'bench',
      }),
  ];
  const timesOf = async (at: Shell, memberId: string): Promise<Took[]> => {
    const times: Took[] = [];
    for (const act of acts(memberId)) {
      waited.ms = 0;
      const began = performance.now();
      const outcome = await act(at);
      const whole = performance.now() - began;
      if (!outcome.ok) throw new Error(outcome.detail);
      times.push({ whole, own: whole - waited.ms });
    }
    return times;
  };
  const measured = async (): Promise<{ whole: Latencies; own: Latencies; without: Latencies }> => {
    const through: Took[] = [];
    const without: Took[] = [];
    for (let index = 0; index + 1 < members.length; index += 2) {
      through.push(...(await timesOf(shell, members[index]?.owner_id ?? '')));
      without.push(...(await timesOf(alone, members[index + 1]?.owner_id ?? '')));
    }
    return {
      whole: latenciesOf(through.map(({ whole }) => whole)),
      own: latenciesOf(through.map(({ own }) => own)),
      without: latenciesOf(without.map(({ whole }) => whole)),
    };
  };
  // The first time each has to be made known there.
  await measured();
  const { whole, own, without } = await measured();
  say(
    `  through 1C: p50 ${whole.p50.toFixed(1)}, p99 ${whole.p99.toFixed(1)} ms; our own of it ${own.p50.toFixed(1)} and ${own.p99.toFixed(1)}, without 1C ${without.p50.toFixed(1)} and ${without.p99.toFixed(1)}`,
  );
  await shell.budgets.close();
  return { recordOwnP99Ms: Math.max(0, own.p99 - without.p99) };
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
