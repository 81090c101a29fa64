import type { Shell } from '../operation.ts';
import type { Scope } from './scope.ts';

/** What every lane of a replay is given. */
export interface World {
  readonly shell: Shell;
  readonly replayId: number;
  readonly scope: Scope;
  /** Aborted: finish the receipt under way and return. */
  readonly stop: AbortSignal;
  readonly onReceipt: () => void;
}
