import { unknownPerson } from '@bonum/adapters/system-of-record';
import { decideAndWrite, type Caller } from '../operation.ts';
import { hear } from '../record/hear.ts';
import type { Chain } from './chain.ts';

/** Nobody: what a system of record says is not said by anybody who calls. */
const itself = {} as Caller;

/** The system of record says how many points somebody has, and nothing else of them. */
export async function hearPoints({ shell }: Chain, ownerId: string, points: number): Promise<void> {
  const member = { ...unknownPerson, consents: {}, recordId: ownerId, cards: [], points, suspended: false };
  await decideAndWrite({ id: 'get-member', shell, caller: itself }, (call) =>
    hear(call, { ownerId, member, kind: 'bonus' }),
  );
}
