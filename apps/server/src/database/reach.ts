import type { Client } from 'pg';
import { isCode } from './system-error.ts';

/** Connects, or says what to do about it: whoever reads it is at a terminal, and the address may hold a password. */
export async function reach(client: Client): Promise<void> {
  try {
    await client.connect();
  } catch (error) {
    const because = reasonOf(error, client);
    throw because === undefined ? error : new Error(because, { cause: error });
  }
}

function reasonOf(error: unknown, { host, port, user, database }: Client): string | undefined {
  const place = `${host}:${port}`;
  // Where a name has several addresses, each was tried.
  const [first] = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
  if (isCode(first, 'ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'))
    return `No PostgreSQL answers at ${place}. Start it, or correct DATABASE_URL.`;
  if (isCode(first, 'ENOTFOUND', 'EAI_AGAIN'))
    return `There is no machine called ${host}. Correct DATABASE_URL.`;
  if (isCode(first, '28P01', '28000'))
    return `PostgreSQL at ${place} does not let ${user} in. Correct the name or the password in DATABASE_URL.`;
  if (isCode(first, '3D000'))
    return `PostgreSQL at ${place} has no database ${database}. Make it (createdb ${database}), or correct DATABASE_URL.`;
  if (isCode(first, '57P03')) return `PostgreSQL at ${place} is starting or stopping. Try again in a moment.`;
  return undefined;
}
