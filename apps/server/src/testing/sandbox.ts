import { instant } from '@bonum/engine';
import { openSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { createDatabase } from './database.ts';

/** A sandbox on a database of its own, with a chain as small as can be. */
export async function testSandbox(secret: string): Promise<Sandbox> {
  const database = await createDatabase({ poolSize: 1 });
  const sandbox = openSandbox({
    url: database.url,
    secret,
    publicUrl: 'http://localhost:3000',
    clock: () => instant(Date.now()),
    members: 1,
  });
  return {
    ...sandbox,
    [Symbol.asyncDispose]: async () => {
      await sandbox[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}
