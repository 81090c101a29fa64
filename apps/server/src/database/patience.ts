/** How long a process waits for PostgreSQL, so that one that hangs costs a bounded time. In milliseconds. */
export interface Patience {
  /** For a connection, be it a new one or one that others have. */
  readonly connectMs: number;
  /** For a row that somebody else is changing. */
  readonly lockMs: number;
  /** For a statement; PostgreSQL then ends it. */
  readonly statementMs: number;
  /** For an answer; when PostgreSQL itself hangs, and could not end anything. */
  readonly answerMs: number;
  /** Between two statements of a transaction, whose locks are in the way of others. */
  readonly idleMs: number;
}

/** Everything follows from how long a statement may take. */
export const patienceOf = (statementMs: number): Patience => ({
  connectMs: Math.ceil(statementMs / 2),
  lockMs: Math.ceil(statementMs / 2),
  statementMs,
  answerMs: Math.ceil(statementMs * 1.25),
  // The worker hands messages to a gateway within one; ended too early, they would be sent twice.
  idleMs: 60_000,
});
