// A process that uses the embedded database of a data folder until its standard input ends: for tests that kill it.
import { once } from 'node:events';
import { acquireDatabase } from '../database/embedded.ts';

const dataFolder = String(process.argv[2]);
{
  await using database = await acquireDatabase({ databaseUrl: undefined, dataFolder });
  console.log(database.url);
  await once(process.stdin.resume(), 'end');
}
