import type { Instant } from '@bonum/engine';
import { refuse, type Call, type Refusal } from '../operation.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';

/** Where a programme says nothing about tills without network. */
const USUAL_DAYS = 30;

/** How many days after a receipt was made it can still be booked from a till that had no network. */
export const offlineDays = ({ programme }: ProgrammeVersion): number => programme.offline?.days ?? USUAL_DAYS;

/** Whether a receipt that was made offline comes too late. */
export function tooOld(call: Call, programme: ProgrammeVersion, at: Instant): Refusal | null {
  const days = offlineDays(programme);
  if (at >= call.now - days * 86_400_000) return null;
  return refuse(
    'too-old',
    `Receipts made without network are taken for ${days} days. Have the office look at it.`,
    {
      path: '/at',
      extra: { days },
    },
  );
}
