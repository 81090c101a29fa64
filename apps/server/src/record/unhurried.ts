import { sql, type RawBuilder } from 'kysely';
import type { Shell } from '../operation.ts';

/**
 * To be returned by a statement of which nobody waits until it is on the disk: what is lost with a machine is who talked to whom and
 * what was heard, and that is asked again; a command that was told is told again, and the system knows it. Citus takes no such function here.
 */
export const unhurried = ({ distributed }: Pick<Shell, 'distributed'>): RawBuilder<unknown> =>
  distributed === true ? sql`1` : sql`set_config('synchronous_commit', 'off', true)`;
