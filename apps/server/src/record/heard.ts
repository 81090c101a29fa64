import type { RecordedMember } from '@bonum/adapters/system-of-record';
import type { Call } from '../operation.ts';
import type { MemberRow, OwnerState } from '../owner/read-owner.ts';
import type { Link } from './link-row.ts';
import type { Untold } from './waiting.ts';

export interface Hearing {
  /** Here and there they have been known without each other, and what is known here was not told yet. */
  readonly meeting?: boolean;
}

/** What the system of record says of a member, beside what is known of them here. */
export interface Heard {
  readonly call: Call;
  readonly state: OwnerState;
  readonly member: MemberRow;
  readonly heard: RecordedMember;
  readonly meeting: boolean;
  readonly link: Link | null;
  readonly untold: Untold;
}

/** Who they are has not been told, or not yet. */
export const isOpen = ({ untold }: Pick<Heard, 'untold'>): boolean =>
  untold.acts.includes('change') || untold.acts.includes('register');
