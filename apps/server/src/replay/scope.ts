import { createHash } from 'node:crypto';
import type { Programme } from '@bonum/engine';
import canonicalize from 'canonicalize';
import { v5 } from 'uuid';

/** What keeps the members and receipts of a replay apart from others. */
export interface Scope {
  readonly name: string;
  /** Live members' own history; else members that exist for the replay alone. */
  readonly live: boolean;
  /** Under which its receipts are keyed. */
  readonly tillId: string;
}

/** History of the chain's own members. */
export const chainScope: Scope = { name: 'chain', live: true, tillId: 'replay' };

/** Another file or another programme is another scope, so that nothing of two replays ever mixes. */
export function scopeApart(given: string | undefined, file: Buffer, programme: Programme): Scope {
  const hash = createHash('sha256');
  if (given === undefined)
    hash
      .update('file|')
      .update(file)
      .update(canonicalize(programme) ?? '');
  else hash.update('name|').update(given);
  const name = hash.digest('hex');
  return { name, live: false, tillId: `replay-${name.slice(0, 12)}` };
}

const NAMESPACE = '1f0d9d5e-9f52-4d55-8a2e-6f2f3c0b7a11';

/** A member's id, the same whenever the file is replayed. */
export const ownerIdOf = (scope: Scope, memberId: string): string =>
  v5(JSON.stringify([scope.name, memberId]), NAMESPACE);
