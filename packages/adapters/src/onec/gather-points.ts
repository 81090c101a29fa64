import type { Carried, Read, RecordCommand } from '../system-of-record.ts';
import { programmesOf } from './balance.ts';
import type { Base } from './base.ts';
import { cardsOf, isBlocked } from './cards.ts';
import { giveCard } from './give-card.ts';
import { keyOf } from './literals.ts';
import { headOf, postDocument, sectionOf } from './points.ts';
import type { Known } from './settings.ts';
import type { Share } from './shares.ts';
import { keyIn } from './row.ts';
import { differing } from './written.ts';

/**
 * A card that is blocked has given way to the one that they show: what 1C has on it goes there, by one document of each programme, which
 * takes it off the one and gives it to the other; so 1C's own tills have it too. Its key is of the command, and what it moves is asked
 * anew as long as it is not posted.
 */
export async function gatherPoints(base: Base, command: RecordCommand, person: string): Promise<Carried> {
  const { points } = base.settings.profile;
  // Where rows of both kinds want heads of their own, no document has both.
  if (points.by === 'person' || points.document.earned.head || points.document.spent.head) return done;
  const main = await giveCard(base, command, person);
  if (main.state !== 'read') return main;
  if (main.value === null) return done;
  const leaving = await blockedOf(base, person, main.value);
  if (leaving.state !== 'read') return leaving;
  if (leaving.value.length === 0) return done;
  for (const programme of programmesIn(base.settings)) {
    const moved = await moveAll(base, command, { from: leaving.value, to: main.value, programme });
    if (moved.state !== 'done') return moved;
  }
  return done;
}

const done: Carried = { state: 'done' };

async function blockedOf(base: Base, person: string, main: string): Promise<Read<readonly string[]>> {
  const cards = await cardsOf(base, person);
  if (cards.state !== 'read') return cards;
  const blocked = cards.value.filter((card) => isBlocked(base.settings.profile.card, card)).map(keyIn);
  return { state: 'read', value: blocked.filter((key) => key !== main) };
}

/** Where the register tells programmes apart, what is of one stays of it. */
function programmesIn(settings: Known): readonly (string | null)[] {
  const named = settings.profile.points.programme === undefined ? [] : programmesOf(settings);
  return named.length > 0 ? named : [settings.programme];
}

interface Moving {
  readonly from: readonly string[];
  readonly to: string;
  readonly programme: string | null;
}

async function moveAll(
  base: Base,
  { commandId, at }: RecordCommand,
  { from, to, programme }: Moving,
): Promise<Carried> {
  const { settings, rows, balance } = base;
  const there = await balance(from, programme === null ? undefined : [programme]);
  if (there.state !== 'read') return there;
  const spent: Share[] = from
    .map((owner) => ({ owner, hundredths: -(there.value.get(owner) ?? 0) }))
    .filter(({ hundredths }) => hundredths < 0);
  if (spent.length === 0) return done;
  const earned = [{ owner: to, hundredths: -spent.reduce((sum, { hundredths }) => sum + hundredths, 0) }];
  const { document } = settings.profile.points;
  const key = keyOf(commandId, `points of ${programme ?? 'all'}`);
  const made = await rows.make(
    document.set,
    {
      ...headOf(settings, at, { key, programme, comment: 'Bonum: main card' }),
      ...sectionOf(settings, document.earned, { shares: earned, at }),
      ...sectionOf(settings, document.spent, { shares: spent, at }),
    },
    differing,
  );
  return made.state === 'read' ? postDocument(base, key, made.value) : made;
}
