import { operation, refuse } from '../operation.ts';

/** What of a file from 1C could not be taken, in the order of the file. */
export const listExchangeProblems = operation(
  'list-exchange-problems',
  async ({ shell: { db } }, { exchangeId, file, after = 0, limit = 50 }) => {
    const found = await db
      .selectFrom('exchange_import')
      .select('file')
      .where('session_id', '=', exchangeId)
      .where('file', '=', file)
      .executeTakeFirst();
    if (!found)
      return refuse('unknown-exchange', 'There is no such file of this exchange.', { path: '/file' });
    const rows = await db
      .selectFrom('exchange_problem')
      .select(['number', 'line', 'what', 'reason'])
      .where('session_id', '=', exchangeId)
      .where('file', '=', file)
      .where('number', '>', after)
      .orderBy('number')
      // One more than is shown tells whether there is a next page.
      .limit(limit + 1)
      .execute();
    const problems = rows.slice(0, limit);
    return {
      ok: true,
      value: { problems, next: rows.length > limit ? (problems.at(-1)?.number ?? null) : null },
    };
  },
);
