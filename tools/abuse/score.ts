import type { Suspicion } from '../../apps/server/src/abuse/suspicion.ts';
import type { Fraud } from './plant.ts';

/** Whether a suspicion names somebody who is guilty of this fraud. */
export const names = ({ subject, members }: Suspicion, { guilty }: Fraud): boolean => {
  switch (subject.kind) {
    case 'member':
      return guilty.has(subject.memberId);
    case 'seat':
      return guilty.has(subject.seat.cashier ?? '') || members.some((memberId) => guilty.has(memberId));
    case 'operator':
      return guilty.has(subject.operatorId);
    case 'device':
      return guilty.has(subject.device);
    case 'network':
      return guilty.has(subject.network);
    default:
      return subject satisfies never;
  }
};

/** Of so many tries, so many came out. */
export interface Share {
  readonly some: number;
  readonly all: number;
}

/** The interval that holds the true share in 95 of 100 cases (Wilson). */
export function interval({ some, all }: Share): readonly [low: number, high: number] {
  if (all === 0) return [0, 1];
  const z = 1.96;
  const share = some / all;
  const middle = (share + z ** 2 / (2 * all)) / (1 + z ** 2 / all);
  const half = (z * Math.sqrt((share * (1 - share)) / all + z ** 2 / (4 * all ** 2))) / (1 + z ** 2 / all);
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
