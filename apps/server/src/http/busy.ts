/**
 * PostgreSQL's ways of saying "not now": too many connections or out of resources (class 53), an operator stopping or starting
 * it (class 57), a lock or serialization that did not work out in the tries an operation has.
 */
const passing = new Set([
  '40001',
  '40P01',
  '55P03',
  '25P03',
  '25P04',
  '57014',
  '57P01',
  '57P02',
  '57P03',
  '57P05',
]);
const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN']);
/** What pg throws without a code when the pool or the connection gives out. */
const poolMessages =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|connection timeout/i;

/** Whether the same request may well succeed in a moment: answered 503 with Retry-After instead of 500. */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  if (passing.has(code) || unreachable.has(code) || /^(53|08)\w{3}$/.test(code)) return true;
  return poolMessages.test(error.message) || (error.cause !== error && isBusy(error.cause));
}
