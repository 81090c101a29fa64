import { Client } from 'pg';
import { expect, inject, test } from 'vitest';
import { reach } from './reach.ts';

async function failure(change: (url: URL) => void): Promise<string> {
  const url = new URL(inject('serverUrl'));
  change(url);
  return reach(new Client({ connectionString: url.href })).then(
    () => 'it let us in',
    (error: Error) => error.message,
  );
}

test('a PostgreSQL that cannot be reached is named with what to do, and without its password', async () => {
  expect(await failure((url) => (url.port = '1'))).toMatch(
    /^No PostgreSQL answers at .*:1\. Start it, or correct/,
  );
  expect(await failure((url) => (url.hostname = 'nowhere.invalid'))).toContain(
    'no machine called nowhere.invalid',
  );
  expect(await failure((url) => (url.pathname = '/missing'))).toContain('has no database missing. Make it');
  expect(await failure((url) => (url.username = 'stranger'))).toMatch(
    /does not let stranger in|has no database/,
  );
});
