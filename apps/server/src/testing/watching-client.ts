import { AsyncLocalStorage } from 'node:async_hooks';
import { Client, type ClientConfig } from 'pg';
import { v7 } from 'uuid';

/** A table or partition that a plan reads, and by which conditions; null: it is written. */
export interface Read {
  readonly relation: string;
  readonly by: string | null;
}

/** A statement as it was sent, and the partitions that its plan names. */
export interface Seen {
  readonly id: string;
  readonly sql: string;
  readonly values: readonly unknown[];
  readonly reads: readonly Read[];
}

/** What has a plan: not `begin` and the like. */
export const isStatement = ({ sql }: Pick<Seen, 'sql'>): boolean =>
  /^\s*(select|with|insert|update|delete)\b/.test(sql);

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
      if (isStatement({ sql })) {
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
function relationsOf(plan: unknown): Read[] {
  if (Array.isArray(plan)) return plan.flatMap(relationsOf);
  if (typeof plan !== 'object' || plan === null) return [];
  const node = new Map(Object.entries(plan));
  const relation: unknown = node.get('Relation Name');
  const scans = String(node.get('Node Type')).endsWith('Scan');
  const by = scans ? conditions.map((name) => String(node.get(name) ?? '')).join(' ') : null;
  const here = typeof relation === 'string' ? [{ relation, by }] : [];
  return [...here, ...[...node.values()].flatMap(relationsOf)];
}

const conditions = ['Index Cond', 'Recheck Cond', 'Filter'];
