import { iso } from '@bonum/ledger';
import { sql } from 'kysely';
import { operation } from '../operation.ts';
import { commandAnswer, ended, ofMember, readCommands, unknownCommand } from './command-row.ts';

/** Has the system of record told once more of what it refused, or did not answer to: at once, whatever it was left alone for. */
export const retryRecordCommand = operation(
  'retry-record-command',
  async ({ shell, caller }, { memberId, commandId }) => {
    const [command] = await readCommands(shell.db, ofMember(memberId, commandId));
    if (!command) return unknownCommand;
    if (command.endedAt !== null) return ended;
    const now = shell.wallClock();
    return {
      ok: true,
      value: commandAnswer(
        {
          ...command,
          state: 'waiting',
          tries: 0,
          nextAt: now,
          because: null,
          about: null,
        },
        caller,
      ),
      audit: { detail: { act: command.act.act } },
      writes: {
        owners: [],
        retold: memberId,
        beside: async (transaction) => {
          await sql`
          update record_command set state = 'waiting', next_at = ${iso(now)}, tries = 0, because = null, about = null
           where owner_id = ${memberId} and command_id = ${commandId} and state in ('waiting', 'refused')`.execute(
            transaction,
          );
        },
      },
    };
  },
);
