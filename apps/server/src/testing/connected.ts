import type { RecordSystem, SystemOfRecord } from '@bonum/adapters/system-of-record';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { expect } from 'vitest';
import { outsideSystems } from '../demo/outside-system.ts';
import type { Shell } from '../operation.ts';
import { connectRecord, type RecordSettings } from '../record/connected.ts';
import { tellWaiting } from '../record/tell-waiting.ts';
import { inChain, type Chain } from './chain.ts';

/** A chain whose 1C, SAP or Saby has the truth about members and points. */
export interface ConnectedChain<System extends RecordSystem = RecordSystem> {
  readonly chain: Chain;
  readonly outside: Outside<System>;
  /** From now on; before, the chain keeps members itself. */
  readonly connect: () => void;
  /** What a member can spend: here, and as the system has it; null: it does not know them. */
  readonly balances: (memberId: string) => Promise<{ readonly here: number; readonly there: number | null }>;
  /** What the system calls a member. */
  readonly recordId: (memberId: string) => Promise<string>;
  /** Everything that waits is due, and is told as far as it can be. */
  readonly catchUp: () => Promise<void>;
}

type Outside<System extends RecordSystem> = Awaited<ReturnType<(typeof outsideSystems)[System]>>;

interface Connecting<System extends RecordSystem> {
  readonly system: System;
  /** How long the adapter waits for an answer. */
  readonly answerMs?: number;
  /** Not before the test says so. */
  readonly later?: true;
  /** Unless said, what is known may be of no age at all, and everybody is patient. */
  readonly settings?: Partial<RecordSettings>;
  /** What stands between us and the system. */
  readonly through?: (system: SystemOfRecord, chain: Chain) => SystemOfRecord;
}

/** Trouble that no test expects is not to be overlooked. */
function unexpected(error: unknown): never {
  throw error;
}

/** For a test's body, as `inChain`. */
export const inConnectedChain = <System extends RecordSystem>(
  { system, answerMs, later, settings, through = (it) => it }: Connecting<System>,
  body: (connected: ConnectedChain<System>) => Promise<void>,
): (() => Promise<void>) =>
  inChain('sportswear', async (chain) => {
    await using outside = (await outsideSystems[system]({
      stores: { 'S-1': '7001', 'S-2': '7002' },
      clock: () => chain.now,
      ...(answerMs !== undefined && { patienceMs: answerMs }),
    })) as Outside<System>;
    const record = connectRecord(
      through(outside.system, chain),
      { ageMs: 0, patienceMs: 20_000, ...settings },
      unexpected,
    );
    const connect = (): void => {
      const { shell }: { readonly shell: { -readonly [Part in keyof Shell]: Shell[Part] } } = chain;
      shell.record = record;
    };
    if (!later) connect();
    const recordId = async (memberId: string): Promise<string> => {
      const { rows } = await sql<{ id: string | null }>`
        select record_id as id from record_link where owner_id = ${memberId}`.execute(chain.shell.db);
      return rows[0]?.id ?? '';
    };
    await body({
      chain,
      outside,
      connect,
      recordId,
      balances: async (memberId) => {
        const { rows } = await sql<{ points: number }>`
          select coalesce(sum(available + held - debt), 0)::bigint as points from wallet where owner_id = ${memberId}`.execute(
          chain.shell.db,
        );
        const id = await recordId(memberId);
        return { here: rows[0]?.points ?? 0, there: id === '' ? null : outside.pointsOf(id) };
      },
      catchUp: async () => {
        chain.now += 120_000;
        await tellWaiting(chain.shell);
      },
    });
  });

/** Until nothing waits; the system is left alone for a while after it did not answer. */
export const untilTold = ({ chain, catchUp }: ConnectedChain): Promise<void> =>
  expect
    .poll(async () => {
      await catchUp();
      return (await chain.must('get-record', {})).waiting;
    })
    .toBe(0);

/** What staff ask to give somebody points. */
export const grant = (memberId: string, points: number) => ({
  memberId,
  grantId: v7(),
  kind: 'bonus',
  points,
  reason: 'Подарок',
});
