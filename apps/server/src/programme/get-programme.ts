import { iso } from '@bonum/ledger';
import { operation, type Call } from '../operation.ts';

/** The live programme with its version. */
export const getProgramme = operation('get-programme', async (call) => ({
  ok: true,
  value: await liveProgramme(call),
}));

export async function liveProgramme({ shell }: Call) {
  const { version, programme } = await shell.programmes.current();
  const { published_at } = await shell.db
    .selectFrom('programme_version')
    .select('published_at')
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return { version, publishedAt: published_at === null ? null : iso(published_at), programme };
}
