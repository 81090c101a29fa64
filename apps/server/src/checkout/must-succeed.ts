import type { Outcome } from '@bonum/ledger';

/** The engine and the terms have made sure of it; a ledger that still refuses has found a bug. */
export function mustSucceed<Done>(outcome: Outcome<Done>): Done {
  if (!outcome.ok) throw new Error(`the ledger refused what was checked: ${outcome.code}`);
  return outcome;
}
