import { iso } from '@bonum/ledger';
import { sql } from 'kysely';
import { operation } from '../operation.ts';
import { commandAnswer, ended, ofMember, readCommands, unknownCommand } from './command-row.ts';

/** Gives a command up: what the system of record says of the member is so from then on. */
export const discardRecordCommand = operation(
  'discard-record-command',
  async ({ shell, caller }, { memberId, commandId }) => {
    const [command] = await readCommands(shell.db, ofMember(memberId, commandId));
    if (!command) return unknownCommand;
    if (command.endedAt !== null) return ended;
    const now = shell.wallClock();
    return {
      ok: true,
      value: commandAnswer(
        { ...command, state: 'discarded', behind: false, nextAt: null, endedAt: now },
        caller,
      ),
      audit: { detail: { act: command.act.act } },
      writes: {
        owners: [],
        beside: async (transaction) => {
          await sql`
          update record_command set state = 'discarded', next_at = null, ended_at = ${iso(now)}
           where owner_id = ${memberId} and command_id = ${commandId} and state in ('waiting', 'refused')`.execute(
            transaction,
          );
          // Whoever looks at them next is shown what the system has.
          await sql`update record_link set read_at = null, told = true where owner_id = ${memberId}`.execute(
            transaction,
          );
        },
      },
    };
  },
);
