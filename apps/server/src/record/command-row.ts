import type { Answer } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../database/schema.ts';
import { maskedSurname } from '../members/masked.ts';
import { refuse, type ScopedCaller } from '../operation.ts';
import type { StoredAct } from './acts-of.ts';

export type Command = Answer<'list-record-commands'>['commands'][number];

/** A command as its table has it. */
export interface CommandRow {
  readonly ownerId: string;
  readonly version: number;
  readonly place: number;
  readonly commandId: string;
  readonly act: StoredAct;
  readonly at: number;
  readonly state: Command['state'];
  readonly behind: boolean;
  readonly tries: number;
  readonly nextAt: number | null;
  readonly because: string | null;
  readonly about: Command['about'];
  readonly reference: string | null;
  readonly endedAt: number | null;
  /** Of the member. */
  readonly name: string | null;
  readonly surname: string | null;
  /** Of the card that it is about, as it stands now. */
  readonly cardState: 'active' | 'blocked' | null;
}

/** @param which a condition on `record_command c`, and an order if one is wanted */
export async function readCommands(
  db: Kysely<Database>,
  which: RawBuilder<unknown>,
): Promise<readonly CommandRow[]> {
  const { rows } = await sql<CommandRow>`
    select c.owner_id as "ownerId", c.version, c.place, c.command_id as "commandId", c.act, c.at, c.state, c.tries,
           c.next_at as "nextAt", c.because, c.about, c.reference, c.ended_at as "endedAt", m.name, m.surname, k.state as "cardState",
           c.state = 'waiting' and exists (select from record_command r where r.owner_id = c.owner_id and r.state = 'refused'
             and (r.version, r.place) < (c.version, c.place)) as behind
      from record_command c left join member m on m.owner_id = c.owner_id
      left join card k on k.owner_id = c.owner_id and k.number = c.act->>'number' where ${which}`.execute(db);
  return rows;
}

export const ofMember = (memberId: string, commandId: string): RawBuilder<unknown> =>
  sql`c.owner_id = ${memberId} and c.command_id = ${commandId}`;

const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

/** A command as whoever asks may see it. */
export const commandAnswer = (command: CommandRow, caller: ScopedCaller): Command => {
  const {
    ownerId,
    act,
    at,
    nextAt,
    endedAt,
    version: _version,
    place: _place,
    name: _name,
    surname: _surname,
    ...row
  } = command;
  return {
    ...row,
    memberId: ownerId,
    memberName: nameFor(caller, command),
    act: act.act,
    points: act.act === 'points' ? act.points : null,
    kind: act.act === 'points' ? act.kind : null,
    reason: act.act === 'points' ? act.because : null,
    receiptId: act.act === 'receipt' || act.act === 'points' ? act.receiptId : null,
    card: act.act === 'put-card' ? act.number : null,
    at: iso(at),
    nextAt: isoOrNull(nextAt),
    endedAt: isoOrNull(endedAt),
    actions: [...actionsOf(command)],
  };
};

/** Who has no business with members is not told who they are. */
function nameFor({ scopes }: ScopedCaller, { name, surname }: CommandRow): string | null {
  if (!scopes.includes('members:read')) return null;
  const parts = [name, scopes.includes('personal:read') ? surname : maskedSurname(surname)];
  return parts.filter((part) => part !== null && part !== '').join(' ') || null;
}

function actionsOf({ state, behind }: CommandRow): Command['actions'] {
  if (state === 'refused') return ['retry', 'discard'];
  if (state !== 'waiting') return [];
  return behind ? ['discard'] : ['retry', 'discard'];
}

export const unknownCommand = refuse('unknown-command', 'There is no such command of this member.', {
  path: '/commandId',
});
export const ended = refuse('command-ended', 'It was told, or given up. Load the list again.', {
  path: '/commandId',
});
