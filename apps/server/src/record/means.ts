import type { SystemOfRecord } from '@bonum/adapters/system-of-record';
import type { Shell } from '../operation.ts';

/** What everything here works by. */
export interface RecordMeans {
  readonly shell: Shell;
  /** Asked only while it answers. */
  readonly system: SystemOfRecord;
  /** Of which kind the points are here that the system has; absent: of the programme's first. */
  readonly kind?: string | undefined;
}

/** Of which kind points are that the system of record has. */
export async function kindOf({ shell, kind }: RecordMeans): Promise<string> {
  const { programme } = await shell.programmes.expected();
  const known = programme.kinds.find(({ id }) => id === kind) ?? programme.kinds[0];
  if (!known) throw new Error('the programme has no points');
  return known.id;
}
