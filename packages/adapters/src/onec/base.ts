import type { Balance } from './balance.ts';
import type { Kinds } from './contacts.ts';
import type { Line } from './line.ts';
import type { Read } from '../system-of-record.ts';
import type { Rows } from './rows.ts';
import type { Known } from './settings.ts';

/** What every act stands on: how the base is reached, and how it calls things. */
export interface Base {
  readonly settings: Known;
  readonly line: Line;
  readonly rows: Rows;
  readonly balance: Balance;
  /** Read once; they are of the configuration. */
  readonly kinds: () => Promise<Read<Kinds>>;
}
