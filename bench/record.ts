import { randomUUID } from 'node:crypto';
import { onecRecord } from '@bonum/adapters/onec';
import type { SystemOfRecord } from '@bonum/adapters/system-of-record';
import { operatorAtTheTerminal } from '../apps/server/src/commands/local-shell.ts';
import { connect } from '../apps/server/src/database/connect.ts';
import { getMember } from '../apps/server/src/members/get-member.ts';
import { grantPoints } from '../apps/server/src/points/grant-points.ts';
import { connectRecord } from '../apps/server/src/record/connected.ts';
import type { Outcome, Shell } from '../apps/server/src/operation.ts';
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
  /** How often the system was asked for it. */
  readonly calls: number;
}

/** Of each half. */
const MEMBERS = 1000;
const acts = ['looked at', 'given points'] as const;
type Act = (typeof acts)[number];

/**
 * What Bonum adds to the calls of a system of record: members are looked at and given points, one after another, in turn somebody with
 * it and somebody else without, so that what else the machine does meets both. Whatever was not spent waiting for its answers, beyond what
 * the same takes without it, is what Bonum adds to the calls that were made for it. Its answers come from a stand-in in a process of its own.
 */
export async function benchRecord({ stand, say }: RecordOptions): Promise<Pick<Figures, 'recordOwnP99Ms'>> {
  await using outside = new Worker<object, OnecReached>('onec.ts');
  const onec = onecRecord({ ...(await outside.do({})), timeoutMs: 10_000 });
  const waited = { ms: 0, calls: 0 };
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
  const run = (act: Act, at: Shell, memberId: string): Promise<Outcome<unknown>> => {
    if (act === 'looked at') return getMember.run(at, operatorAtTheTerminal, { memberId });
    const given = { memberId, grantId: randomUUID(), kind, points: 1, reason: 'bench' };
    return grantPoints.run(at, operatorAtTheTerminal, given);
  };
  const timeOf = async (act: Act, at: Shell, memberId: string): Promise<Took> => {
    [waited.ms, waited.calls] = [0, 0];
    const began = performance.now();
    const outcome = await run(act, at, memberId);
    const whole = performance.now() - began;
    if (!outcome.ok) throw new Error(outcome.detail);
    return { whole, own: whole - waited.ms, calls: waited.calls };
  };
  const measured = async (): Promise<Record<Act, { through: Took[]; without: Took[] }>> => {
    const took = {
      'looked at': { through: [], without: [] },
      'given points': { through: [], without: [] },
    } as Record<Act, { through: Took[]; without: Took[] }>;
    for (let index = 0; index + 1 < members.length; index += 2)
      for (const act of acts) {
        took[act].through.push(await timeOf(act, shell, members[index]?.owner_id ?? ''));
        took[act].without.push(await timeOf(act, alone, members[index + 1]?.owner_id ?? ''));
      }
    return took;
  };
  // The first time each has to be made known there, the second time what it says of them is heard for the first time.
  await measured();
  await measured();
  const took = await measured();
  await shell.budgets.close();
  return {
    recordOwnP99Ms: Math.max(
      ...acts.map((act) => {
        const { through, without } = took[act];
        const whole = latenciesOf(through.map((one) => one.whole));
        const own = latenciesOf(through.map((one) => one.own));
        const usual = latenciesOf(without.map((one) => one.whole));
        const calls = through.reduce((sum, one) => sum + one.calls, 0) / through.length;
        const added = Math.max(0, own.p99 - usual.p99) / calls;
        const shown = (of: Latencies): string => `${of.p50.toFixed(1)} / ${of.p99.toFixed(1)}`;
        say(
          `  ${act}, p50 / p99: through 1C ${shown(whole)} ms with ${calls.toFixed(1)} calls, our own of it ${shown(own)}, without 1C ${shown(usual)}: ${added.toFixed(1)} ms a call`,
        );
        return added;
      }),
    ),
  };
}

/** The same system, with the time that is waited for it. */
function timed(system: SystemOfRecord, waited: { ms: number; calls: number }): SystemOfRecord {
  const timing = async <T>(asking: Promise<T>): Promise<T> => {
    const began = performance.now();
    const answer = await asking;
    waited.ms += performance.now() - began;
    waited.calls += 1;
    return answer;
  };
  return {
    ...system,
    find: (by) => timing(system.find(by)),
    read: (recordId) => timing(system.read(recordId)),
    carryOut: (command) => timing(system.carryOut(command)),
  };
}
