import type { Answer } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import { sql } from 'kysely';
import { operation } from '../operation.ts';

type Exchange = Answer<'list-exchanges'>['exchanges'][number];

const TOLD = 20;

/** What 1C has given away of late, file by file. */
export const listExchanges = operation('list-exchanges', async ({ shell: { db } }) => {
  const { rows } = await sql<{
    session_id: string;
    name: string;
    began_at: number;
    used_at: number;
    whole: boolean;
  }>`
    select s.session_id, k.name, s.began_at, s.used_at, s.whole
      from exchange_session s join api_key k on k.key_id = s.key_id
     where exists (select from exchange_import i where i.session_id = s.session_id)
     order by s.began_at desc, s.session_id limit ${TOLD}`.execute(db);
  const imports = await db
    .selectFrom('exchange_import')
    .select(['session_id', 'file', 'state', 'asked_at', 'taken', 'bad', 'parts', 'of_parts', 'message'])
    .where(sql<boolean>`session_id = any(${rows.map(({ session_id }) => session_id)}::uuid[])`)
    .orderBy('asked_at')
    .orderBy('file')
    .execute();
  const files = Map.groupBy(imports, ({ session_id }) => session_id);
  const exchanges = rows.map((row): Exchange => ({
    exchangeId: row.session_id,
    keyName: row.name,
    beganAt: iso(row.began_at),
    lastAt: iso(row.used_at),
    whole: row.whole,
    files: (files.get(row.session_id) ?? []).map((file) => ({
      file: file.file,
      state: file.state,
      askedAt: iso(file.asked_at),
      taken: file.taken,
      bad: file.bad,
      parts: file.parts,
      ofParts: file.of_parts,
      message: file.message,
    })),
  }));
  return { ok: true, value: { exchanges } };
});
