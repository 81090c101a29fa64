import { iso } from '@bonum/ledger';
import { randomUUID } from 'node:crypto';
import type { Shell } from '../operation.ts';
import type { OwnerWrites, Row, Writes } from '../write.ts';
import { actsApart, actsOf, type StoredAct } from './acts-of.ts';

/** What is about to be written, with what the system of record has to do about it: both or neither. */
export function withCommands({ record }: Pick<Shell, 'record'>, decided: Writes, now: number): Writes {
  if (!record) return decided;
  const { heard, again, ...writes } = decided;
  const owners = writes.owners.map((one) => {
    const acts: readonly StoredAct[] = [
      ...actsApart(one, writes.owners),
      ...(again === true ? [{ act: 'change' } as const] : []),
      ...actsOf(one, heard === true),
    ];
    return told(one, acts, now);
  });
  return { ...writes, owners };
}

function told(one: OwnerWrites, acts: readonly StoredAct[], now: number): OwnerWrites {
  const { owner, rows } = one;
  if (owner === null || acts.length === 0) return one;
  const at = iso(now);
  const commands: Row[] = acts.map((act, place) => ({
    owner_id: owner.owner_id,
    version: owner.version,
    place,
    command_id: randomUUID(),
    act,
    at,
    state: 'waiting',
    tries: 0,
    next_at: at,
    because: null,
    about: null,
    reference: null,
    ended_at: null,
  }));
  return { ...one, rows: { ...rows, record_command: commands } };
}

/** Whom the system of record has to be told of; who is new comes last: somebody may have to let a phone go before. */
export const toBeTold = ({ owners }: Writes): readonly string[] =>
  owners
    .flatMap(({ owner, rows }) => (owner && rows.record_command ? [owner] : []))
    .toSorted((one, other) => other.version - one.version)
    .map(({ owner_id }) => owner_id);
