import { grouped, type MergeFact } from '../facts.ts';
import type { Parameters } from '../parameters.ts';
import type { Tested } from '../suspicion.ts';
import { newest, sum } from './evidence.ts';
import { repeatsOf, repeatsTail } from './repeats.ts';

/** Merges that collect points: profile after profile goes into one. Honest people have two, rarely three. */
export function merges(all: readonly MergeFact[], { fewest }: Parameters): Tested[] {
  const byMember = grouped(all, ({ memberId }) => memberId);
  const usual = repeatsOf([...byMember.values()].map((own) => [own.length]));
  return [...byMember].map(([memberId, own]) => ({
    rule: 'merges',
    subject: { kind: 'member', memberId },
    chance: own.length < fewest.merges ? 1 : repeatsTail(usual, 1, own.length - 1),
    evidence: () => ({
      figures: {
        merges: own.length,
        operators: new Set(own.flatMap(({ operatorId }) => operatorId ?? [])).size,
        usualMerges: 1 + sum(usual.map((one, k) => one * k)),
        points: sum(own.map(({ points }) => points)),
      },
      members: [memberId],
      traces: newest(
        own.map(({ mergeId, at, fromMemberId, points }) => ({
          kind: 'merge',
          id: mergeId,
          at,
          memberId: fromMemberId,
          points,
        })),
      ),
    }),
  }));
}
