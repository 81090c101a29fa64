import { Client } from 'pg';
import { readNote } from '../database/place.ts';
import { ensureSecrets } from '../secrets.ts';

/** A client of the running PostgreSQL of a data folder. */
export async function onDatabase<T>(dataFolder: string, work: (client: Client) => Promise<T>): Promise<T> {
  const { databasePassword } = await ensureSecrets(dataFolder);
  const { port } = await readNote(dataFolder);
  const client = new Client(`postgres://bonum:${databasePassword}@127.0.0.1:${port}/bonum`);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
