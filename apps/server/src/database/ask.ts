import { DatabaseError, type PoolClient } from 'pg';

type Done = (error: Error | null | undefined, result?: unknown) => void;
type Query = (...args: unknown[]) => unknown;

/**
 * How a connection is asked, instead of by pg alone.
 *
 * A statement that got no answer in time is still on its way: if it was "begin", whoever has the connection next would write
 * into a transaction that nobody commits. And after a fatal error PostgreSQL hangs up a moment later. pg gives such a
 * connection back as if it were sound, so it is ended here.
 *
 * The promise, and the wait for the answer, are ours because of what V8 makes of pg's: it gives a query its callback after it
 * was made, from a closure that knows the query, and V8's quick collections let go of no such pair. Each answer then lay about
 * until a slow one came: at 300 receipts a second one of 8 to 18 ms every 1.4 seconds, and now every five.
 * @param answerMs how long to wait for an answer; absent: as long as it takes
 */
export function askThrough(client: PoolClient, answerMs: number | undefined): void {
  const plain = client.query.bind(client) as Query;
  const ask = (asked: readonly unknown[], done: Done): void => {
    let waits = true;
    const end = (error: Error | null | undefined, result?: unknown): void => {
      if (!waits) return;
      waits = false;
      clearTimeout(patience);
      if (error && isUseless(error)) void client.end();
      done(error, result);
    };
    const patience = answerMs === undefined ? undefined : setTimeout(() => end(new Unanswered()), answerMs);
    plain(...asked, end);
  };
  const query: Query = (...args) => {
    // A cursor: it is asked in its own way.
    if (isSubmittable(args[0])) return plain(...args);
    const last = args.at(-1);
    if (typeof last === 'function') return ask(args.slice(0, -1), last as Done);
    return new Promise((resolve, reject) => {
      ask(args, (error, result) => {
        if (error) reject(error);
        else resolve(result);
      });
    });
  };
  // Its many signatures are all kept.
  client.query = query as typeof client.query;
}

/** PostgreSQL did not say anything in time. */
class Unanswered extends Error {
  constructor() {
    super('Query read timeout');
  }
}

const isUseless = (error: Error): boolean =>
  error instanceof Unanswered || (error instanceof DatabaseError && error.severity === 'FATAL');

const isSubmittable = (asked: unknown): boolean =>
  typeof asked === 'object' && asked !== null && 'submit' in asked;
