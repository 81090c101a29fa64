import { AsyncLocalStorage } from 'node:async_hooks';
import { Client, type ClientConfig } from 'pg';
import { v7 } from 'uuid';

/** A statement as it was sent, and the partitions that its plan reads. */
export interface Seen {
  readonly id: string;
  readonly sql: string;
  readonly values: readonly unknown[];
  readonly reads: readonly string[];
}

const watched = new AsyncLocalStorage<Seen[]>();

/** Runs work and gives every statement it sent. */
export async function watching<T>(work: () => Promise<T>): Promise<{ value: T; seen: readonly Seen[] }> {
  const seen: Seen[] = [];
  const value = await watched.run(seen, work);
  return { value, seen };
}

type Query = (sql: string, values?: readonly unknown[]) => Promise<{ rows: Record<string, unknown>[] }>;

/** Has PostgreSQL explain each statement, with its values, before it runs. */
export class WatchingClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    const plain = this.query.bind(this) as (...args: unknown[]) => unknown;
    const ask = plain as Query;
    const watch = async (seen: Seen[], sql: string, values: readonly unknown[]): Promise<unknown> => {
      const id = v7();
      if (/^\s*(select|with|insert|update|delete)\b/.test(sql)) {
        const { rows } = await ask(`explain (format json) ${sql}`, values);
        seen.push({ id, sql, values, reads: relationsOf(rows[0]?.['QUERY PLAN']) });
        await ask(`select set_config('bonum.statement', $1, false)`, [id]);
      } else seen.push({ id, sql, values, reads: [] });
      return plain(sql, values);
    };
    const query = (sql: unknown, values: unknown, ...rest: unknown[]): unknown => {
      const seen = watched.getStore();
      const done = [values, ...rest].find(isCallback);
      if (seen === undefined || typeof sql !== 'string' || done === undefined)
        return plain(sql, values, ...rest);
      // The connection is asked with a callback, whoever asks (database/ask.ts).
      return void tell(done, () => watch(seen, sql, Array.isArray(values) ? values : []));
    };
    // Its many signatures are all kept; only what goes before a statement is added.
    this.query = query as typeof this.query;
  }
}

type Callback = (error: unknown, result?: unknown) => void;
const isCallback = (part: unknown): part is Callback => typeof part === 'function';

async function tell(done: Callback, work: () => Promise<unknown>): Promise<void> {
  let result: unknown;
  try {
    result = await work();
  } catch (error) {
    return done(error);
  }
  return done(null, result);
}

/** Every table that a plan names, wherever. */
function relationsOf(plan: unknown): string[] {
  if (Array.isArray(plan)) return plan.flatMap(relationsOf);
  if (typeof plan !== 'object' || plan === null) return [];
  return Object.entries(plan).flatMap(([key, value]) =>
    key === 'Relation Name' ? [String(value)] : relationsOf(value),
  );
}
