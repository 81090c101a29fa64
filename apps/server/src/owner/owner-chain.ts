import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

export interface ChainedOwner {
  readonly ownerId: string;
  readonly version: number;
  readonly type: 'member' | 'receipt';
}

/** An owner and those it was merged into, one after another: the last stands for all of them. Empty when there is none. */
export async function ownerChain(db: Kysely<Database>, ownerId: string): Promise<ChainedOwner[]> {
  const chain: ChainedOwner[] = [];
  for (let next: string | null = ownerId; next !== null;) {
    const found: (Omit<ChainedOwner, 'ownerId'> & { merged_into: string | null }) | undefined = await db
      .selectFrom('owner')
      .select(['version', 'type', 'merged_into'])
      .where('owner_id', '=', next)
      .executeTakeFirst();
    if (!found) break;
    chain.push({ ownerId: next, version: found.version, type: found.type });
    next = found.merged_into;
  }
  return chain;
}

/** Whether two ids are one person by now. */
export async function areOne(db: Kysely<Database>, one: string, other: string): Promise<boolean> {
  if (one === other) return true;
  const [first, second] = [await ownerChain(db, one), await ownerChain(db, other)];
  return first.length > 0 && first.at(-1)?.ownerId === second.at(-1)?.ownerId;
}
