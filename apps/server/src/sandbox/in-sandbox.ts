import { sql } from 'kysely';
import { changeCatalogue } from '../catalogue/change.ts';
import { codeFor } from '../confirmations/code.ts';
import { refuse, type KeyCaller, type Outcome, type Refusal, type Shell } from '../operation.ts';
import type { Sandbox } from './sandbox.ts';

/** Who asks is a key of the sandbox: what they ask is asked there and nowhere else. */
export const isOfSandbox = (caller: object): caller is KeyCaller =>
  'keyId' in caller && 'sandbox' in caller && caller.sandbox === true;

/** The sandbox as a key works in it. @returns why it cannot, else the sandbox */
export async function enter(
  sandbox: Sandbox | undefined,
  caller: KeyCaller,
): Promise<{ readonly ok: true; readonly shell: Shell } | Refusal> {
  if (!sandbox) return noSandbox;
  const shell = await sandbox.shell();
  if (!shell) return refuse('busy', 'The sandbox is being made up. Ask again in some seconds.');
  await ensurePlace(shell, caller);
  return { ok: true, shell };
}

const noSandbox = refuse(
  'no-sandbox',
  'Give this installation a sandbox: set BONUM_SANDBOX_DATABASE_URL to an empty database.',
);

/** Runs what a key of the sandbox asks. */
export async function inSandbox<T>(
  { sandbox, caller, input }: { sandbox: Sandbox | undefined; caller: KeyCaller; input: unknown },
  run: (shell: Shell, input: unknown) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const entered = await enter(sandbox, caller);
  return entered.ok ? run(entered.shell, withCode(entered.shell, input)) : entered;
}

/** The real chain's store of a key is not one of those that are made up. */
async function ensurePlace({ db }: Shell, { storeId, tillId }: KeyCaller): Promise<void> {
  if (storeId === null) return;
  const { rows } = await sql`
    select from store s where s.store_id = ${storeId}
       and (${tillId}::text is null
            or exists (select from till t where t.store_id = s.store_id and t.till_id = ${tillId}))`.execute(
    db,
  );
  if (rows.length > 0) return;
  await changeCatalogue(db, async (transaction) => {
    await sql`
      insert into store (store_id, name, city, tags) values (${storeId}, ${storeId}, null, '{}')
      on conflict do nothing`.execute(transaction);
    if (tillId !== null)
      await sql`
        insert into till (store_id, till_id, name) values (${storeId}, ${tillId}, ${tillId})
        on conflict do nothing`.execute(transaction);
  });
}

/** Nobody is sent a code in the sandbox, so this one fits wherever one was asked for. */
const ANY_CODE = '111111';

function withCode({ secret }: Shell, input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return input;
  const { confirmation, changeId, code } = input as Readonly<Record<string, unknown>>;
  if (typeof changeId === 'string' && code === ANY_CODE)
    return { ...input, code: codeFor(secret, changeId.toLowerCase(), 'sms') };
  if (typeof confirmation !== 'object' || confirmation === null) return input;
  const { confirmationId: id, code: given } = confirmation as Readonly<Record<string, unknown>>;
  if (typeof id !== 'string' || given !== ANY_CODE) return input;
  return { ...input, confirmation: { ...confirmation, code: codeFor(secret, id.toLowerCase(), 'sms') } };
}
