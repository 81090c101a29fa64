import { scopes, type Answer, type Scope } from '@bonum/contract';
import { v7 } from 'uuid';
import { createKey } from '../keys/create-key.ts';
import { listKeys } from '../keys/list-keys.ts';
import { revokeKey } from '../keys/revoke-key.ts';
import type { Outcome, Shell } from '../operation.ts';
import type { CommandContext } from './context.ts';
import { openLocalShell, operatorAtTheTerminal } from './local-shell.ts';

export interface NewKeyFlags {
  readonly name: string;
  readonly scope: readonly string[];
  readonly store?: string;
  readonly till?: string;
  readonly sandbox?: boolean;
}

export async function createKeyCommand(
  { config, print }: CommandContext,
  { name, scope, store, till, sandbox }: NewKeyFlags,
): Promise<void> {
  const wanted = scope.map(scopeOf);
  await using local = await openLocalShell(config);
  const { key, secret } = valueOf(
    await createKey.run(local.shell, operatorAtTheTerminal, {
      keyId: v7(),
      name,
      scopes: [...new Set(wanted)],
      ...(store !== undefined && { storeId: store }),
      ...(till !== undefined && { tillId: till }),
      ...(sandbox === true && { sandbox }),
    }),
  );
  print(`${key.keyId}  ${key.name}`);
  print(`${secret}  is its secret. It is shown this once; only its hash is kept.`);
}

export async function listKeysCommand({ config, print }: CommandContext): Promise<void> {
  await using local = await openLocalShell(config);
  const keys = await allKeys(local.shell);
  if (keys.length === 0)
    print('There are no keys. Make one with: bonum key create --name NAME --scope SCOPE');
  for (const { keyId, name, scopes: may, storeId, tillId, sandbox, revokedAt } of keys) {
    const where =
      storeId === null ? 'everywhere' : [storeId, tillId].filter((part) => part !== null).join('/');
    const marks = [...(sandbox ? ['sandbox'] : []), ...(revokedAt === null ? [] : [`revoked ${revokedAt}`])];
    print([keyId, name, may.join(' '), where, ...marks].join('  '));
  }
}

async function allKeys(shell: Shell): Promise<Answer<'list-keys'>['keys']> {
  const keys: Answer<'list-keys'>['keys'] = [];
  for (let after: string | null | undefined; after !== null;) {
    const asked = { limit: 200, ...(after !== undefined && { after }) };
    const page: Answer<'list-keys'> = valueOf(await listKeys.run(shell, operatorAtTheTerminal, asked));
    keys.push(...page.keys);
    after = page.next;
  }
  return keys.toReversed();
}

export async function revokeKeysCommand(
  { config, print }: CommandContext,
  keyIds: readonly string[],
): Promise<void> {
  await using local = await openLocalShell(config);
  for (const keyId of keyIds) {
    requireUuid(keyId);
    const key = valueOf(await revokeKey.run(local.shell, operatorAtTheTerminal, { keyId }));
    print(`${key.keyId}  ${key.name}  revoked ${key.revokedAt}`);
  }
}

function scopeOf(given: string): Scope {
  const scope = scopes.find((name) => name === given);
  if (scope !== undefined) return scope;
  throw new Error(`There is no scope "${given}". There are: ${scopes.join(', ')}.`);
}

/** What the HTTP door would have refused. */
function requireUuid(keyId: string): void {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(keyId)) return;
  throw new Error(`"${keyId}" is not the id of a key. See them with: bonum key list`);
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(outcome.detail);
}
