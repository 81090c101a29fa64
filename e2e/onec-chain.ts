import { onecRecord } from '@bonum/adapters/onec';
import { onecBase, type OnecBase } from '@bonum/standins/onec-base';
import { sql } from 'kysely';
import { vi } from 'vitest';
import { connectRecord } from '../apps/server/src/record/connected.ts';
import { openChain, type JourneyChain } from './journey.ts';

/** A chain whose 1C has the truth about members and points. */
export interface OnecChain extends AsyncDisposable {
  readonly chain: JourneyChain;
  readonly onec: OnecBase;
  /** 1C breaks every line from now on, before it has heard anything. */
  readonly goAway: () => void;
  readonly comeBack: () => void;
  /** What 1C calls a member. */
  readonly personOf: (memberId: string) => Promise<string>;
}

/** More than anybody asks in a journey. */
const ALL = 10_000;

function unexpected(error: unknown): never {
  throw error;
}

export async function openOnecChain(): Promise<OnecChain> {
  const onec = await onecBase({ configuration: 'ut11' });
  const { address, user, password, desk } = onec;
  const system = onecRecord({
    url: address,
    user,
    password,
    profile: 'ut11',
    programme: desk.programme,
    values: { cardKind: desk.cardKind },
    timeoutMs: 8000,
  });
  const record = connectRecord(system, { ageMs: 1000, patienceMs: 10_000 }, unexpected);
  const chain = await openChain(undefined, { record });
  const comeBack = (): void => void onec.faults.splice(0);
  return {
    chain,
    onec,
    goAway: () => {
      comeBack();
      onec.faults.push(...Array.from({ length: ALL }, () => 'drop-before' as const));
    },
    comeBack,
    personOf: async (memberId) => {
      const known = async (): Promise<string> => {
        const { rows } = await sql<{ id: string | null }>`
          select record_id as id from record_link where owner_id = ${memberId}`.execute(
          chain.whole.database.db,
        );
        return rows[0]?.id ?? '';
      };
      return vi.waitUntil(known, { timeout: 30_000 });
    },
    async [Symbol.asyncDispose]() {
      await chain[Symbol.asyncDispose]();
      await system.close?.();
      await onec[Symbol.asyncDispose]();
    },
  };
}
