import { isCode } from '../database/system-error.ts';
import { newMemberRow, newOwner, ownerWrites } from '../owner/owner-writes.ts';
import { writeFor } from '../shards/write-on-shards.ts';
import { Conflict } from '../conflict.ts';
import { ownerIdOf } from './scope.ts';
import type { World } from './world.ts';

interface Newcomer {
  readonly memberId: string;
  readonly at: number;
  readonly storeId: string;
}

/**
 * A member known by the file's number alone, since the first receipt; returns the owner's id. No event: nobody joins
 * here and now, and nobody must be welcomed. Again, it finds the one that is there.
 */
export async function enrolMember({ shell, scope }: World, newcomer: Newcomer): Promise<string> {
  const ownerId = ownerIdOf(scope, newcomer.memberId);
  const { programme } = await shell.programmes.current();
  const level = programme.levels[0]?.id ?? null;
  const owner = { ...newOwner(ownerId, 'member', level), apart: !scope.live };
  const writes = ownerWrites(owner, null, { rows: { member: [newMemberRow(ownerId, newcomer)] } });
  const external = { kind: 'external', value: newcomer.memberId, owner_id: ownerId } as const;
  try {
    await writeFor(shell, { owners: [writes], identifiers: scope.live ? { add: [external] } : {} });
    return ownerId;
  } catch (error) {
    // Enrolled before this replay was interrupted.
    if (error instanceof Conflict) return ownerId;
    if (isCode(error, UNIQUE_VIOLATION)) return ownerOfExternal(shell, newcomer.memberId);
    throw error;
  }
}

const UNIQUE_VIOLATION = '23505';

/** Somebody else gave this number to a member since the file was read. */
async function ownerOfExternal({ db }: World['shell'], value: string): Promise<string> {
  const found = await db
    .selectFrom('identifier')
    .select('owner_id')
    .where('kind', '=', 'external')
    .where('value', '=', value)
    .executeTakeFirstOrThrow();
  return found.owner_id;
}
