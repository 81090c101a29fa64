import { roleNames, type Role } from '@bonum/contract';
import { v7 } from 'uuid';
import { inviteOperator } from '../staff/invite-operator.ts';
import type { CommandContext } from './context.ts';
import { openLocalShell, operatorAtTheTerminal } from './local-shell.ts';

export interface NewOperatorFlags {
  readonly login: string;
  readonly name: string;
  readonly role: readonly string[];
}

/** The first administrator of a chain: everybody else is invited at the desk. */
export async function createOperatorCommand(
  { config, print }: CommandContext,
  { login, name, role }: NewOperatorFlags,
): Promise<void> {
  const roles = [...new Set(role.map(roleOf))];
  if (login.trim() === '' || login.length > 254 || name.trim() === '' || name.length > 200)
    throw new Error('An operator needs a login (to 254 characters) and a name (to 200).');
  await using local = await openLocalShell(config);
  const outcome = await inviteOperator.run(local.shell, operatorAtTheTerminal, {
    operatorId: v7(),
    login,
    name,
    roles,
  });
  if (!outcome.ok) throw new Error(outcome.detail);
  const { operator, link, linkUntil } = outcome.value;
  print(`${operator.operatorId}  ${operator.login}  ${operator.roles.join(' ')}`);
  print(link);
  print(
    `By this link ${operator.name} chooses a password and sets up a phone. It opens once, until ${linkUntil}.`,
  );
}

function roleOf(given: string): Role {
  const role = roleNames.find((name) => name === given);
  if (role !== undefined) return role;
  throw new Error(`There is no role "${given}". There are: ${roleNames.join(', ')}.`);
}
