import type { Answer } from '@bonum/contract';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { operation, type Call, type ScopedCaller } from '../operation.ts';
import { callAnswers, isLive, type CallRow } from './call-row.ts';
import { ownExtension } from './own-extension.ts';

/** An operator who has gone home says nothing of a call any more. */
const UNSAID_MS = 30 * 60_000;

/** The calls at the telephone of whoever asks, and those they have ended and said nothing of yet. */
export const listMyCalls = operation('list-my-calls', async (call) => {
  const { shell, caller } = call;
  const extension = await ownExtension(shell.db, caller);
  const rows = await ownCalls(call, extension);
  const names = await namesOf(
    shell.db,
    rows.flatMap(({ matched }) => matched),
  );
  const answers = await callAnswers(shell.db, rows, caller);
  const exchanges = shell.telephony ?? {};
  return {
    ok: true,
    value: {
      extension,
      mayCallBack:
        extension !== null && Object.values(exchanges).some(({ can }) => can.includes('call-back')),
      calls: answers.map((answer, index) => ({
        ...answer,
        members: (rows[index]?.matched ?? []).map((memberId) => ({
          memberId,
          name: names.get(memberId) ?? '',
        })),
        can: commandsOf(exchanges, rows[index]),
      })),
    },
  };
});

function commandsOf(
  exchanges: NonNullable<Call['shell']['telephony']>,
  row: CallRow | undefined,
): Answer<'list-my-calls'>['calls'][number]['can'] {
  if (!row || row.state === 'ended') return [];
  const can = exchanges[row.provider]?.can ?? [];
  return (['hang-up', 'hold', 'resume', 'transfer'] as const)
    .filter((act) => can.includes(act))
    .filter((act) => (act === 'resume') === (row.state === 'held') || (act !== 'resume' && act !== 'hold'))
    .filter((act) => act === 'hang-up' || row.state !== 'ringing');
}

async function ownCalls(
  { shell, caller, now }: Call<ScopedCaller>,
  extension: string | null,
): Promise<CallRow[]> {
  if (!('operatorId' in caller)) return [];
  const { rows } = await sql<CallRow>`
    select c.* from call c
     where ${isLive(now)} and ${extension ?? ''} = any(c.ringing_at)
        or c.operator_id = ${caller.operatorId} and c.state = 'ended' and c.wrapped_at is null
           and c.ended_at > ${new Date(now - UNSAID_MS)}
     order by c.state = 'ended', c.started_at desc limit 20`.execute(shell.db);
  return rows;
}

/** What to call somebody when there is a choice; the surname's initial tells one from another. */
async function namesOf(db: Kysely<Database>, memberIds: readonly string[]): Promise<Map<string, string>> {
  if (memberIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('member')
    .select(['owner_id', 'name', 'surname'])
    .where('owner_id', 'in', [...memberIds])
    .execute();
  return new Map(rows.map(({ owner_id, name, surname }) => [owner_id, shortName(name, surname)]));
}

function shortName(name: string | null, surname: string | null): string {
  const [initial] = surname ?? '';
  return [name ?? '', initial === undefined ? '' : `${initial}.`].filter((part) => part !== '').join(' ');
}
