import type { RefusalCode } from '@bonum/contract';

/** A failure that is nobody's mistake and passes: the same request may well succeed in a moment. */
export interface Trouble {
  readonly code: Extract<RefusalCode, 'busy' | 'database-away'>;
  readonly detail: string;
}

const again = 'Send the same request again: what was done is not done twice.';

const silent: Trouble = { code: 'database-away', detail: `The database does not answer. ${again}` };
const turning: Trouble = {
  code: 'database-away',
  detail: `The database is starting or stopping. ${again}`,
};
const readOnly: Trouble = {
  code: 'database-away',
  detail: `The database takes no changes at present. ${again}`,
};
const full: Trouble = { code: 'database-away', detail: `The database's disk is full. ${again}` };
const loaded: Trouble = { code: 'busy', detail: `The database has too much to do. ${again}` };

const bySqlState: Readonly<Record<string, Trouble>> = {
  // A lock, or an order of things, that did not work out in the tries an operation has; a statement that took too long.
  '40001': loaded,
  '40P01': loaded,
  '55P03': loaded,
  '25P03': loaded,
  '25P04': loaded,
  '57014': loaded,
  // An operator stops or starts it, or it is recovering from a crash.
  '57P01': turning,
  '57P02': turning,
  '57P03': turning,
  '57P05': turning,
  // A replica that has not taken over yet, or one set to be read only.
  '25006': readOnly,
  '53100': full,
};
const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** What pg throws without a code when a connection breaks, or when none is to be had or answers in time. */
const connectionMessages =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|connection timeout|not queryable|Client was closed/i;

/** What ails the database; null when the error is something else. */
export function troubleOf(error: unknown): Trouble | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error ? String(error.code) : '';
  const known = bySqlState[code];
  if (known) return known;
  if (unreachable.has(code) || /^08\w{3}$/.test(code) || connectionMessages.test(error.message))
    return silent;
  // Out of connections, memory or the like.
  if (/^53\w{3}$/.test(code)) return loaded;
  return error.cause === error ? null : troubleOf(error.cause);
}
