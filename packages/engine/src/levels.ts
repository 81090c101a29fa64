import type { LevelResult } from './calculation.ts';
import { minor, type Minor } from './number.ts';
import type { Level, Programme } from './programme.ts';

/** The level that a cumulative spend stands on; below zero still on the first. */
export function levelFor(programme: Programme, spend: Minor): Level {
  let standing = programme.levels[0];
  for (const level of programme.levels) if (level.from <= spend) standing = level;
  if (standing === undefined) throw new RangeError('a programme without levels');
  return standing;
}

/**
 * The level a member holds: the one recorded, or, where this version of the programme has no such level any
 * more, the one that the spend stands on.
 */
export function levelHeld(
  programme: Programme,
  member: { readonly level: string; readonly spend: Minor },
): Level {
  return programme.levels.find(({ id }) => id === member.level) ?? levelFor(programme, member.spend);
}

/** What a receipt does to a member's standing: `paid` may be negative (goods brought back), and spend is kept exactly. */
export function levelAfter(programme: Programme, before: Level, { spend, paid }: Step): LevelResult {
  const spendAfter = minor(spend + paid);
  const after = levelFor(programme, spendAfter);
  const next = programme.levels.find(({ from }) => from > spendAfter);
  return {
    before: before.id,
    after: after.id,
    spendBefore: spend,
    spendAfter,
    next: next === undefined ? null : { level: next.id, missing: minor(next.from - spendAfter) },
  };
}

interface Step {
  readonly spend: Minor;
  readonly paid: Minor;
}
