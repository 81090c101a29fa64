import { those, type Unlocked, type Working, type WorkingLine } from './working.ts';

/**
 * The lines that may be a promotion's goods, for each promotion at its ordinal; undefined where the promotion cannot concern the
 * receipt. One that no line and no key leads to costs nothing but one look.
 */
export function possibleLines(
  { compiled, lines }: Working,
  unlocked: ReadonlyMap<number, Unlocked>,
): readonly (readonly WorkingLine[] | undefined)[] {
  const { always, byLine } = compiled.index;
  const live = those(lines, ({ facts }) => facts.live);
  // All places at once: an array with few of them far apart is slow.
  const found: (WorkingLine[] | undefined)[] = compiled.promotions.map(() => undefined);
  for (const line of live) {
    const { id, brand, category } = line.facts.product;
    note(found, byLine.product.get(id), line);
    if (brand !== null) note(found, byLine.brand.get(brand), line);
    for (let step = 0; step < category.length; step++)
      note(found, byLine.category.get(category[step] ?? ''), line);
  }
  const all: (readonly WorkingLine[] | undefined)[] = found;
  for (const ordinal of always) all[ordinal] = live;
  for (const ordinal of unlocked.keys()) all[ordinal] = live;
  return all;
}

function note(
  found: (WorkingLine[] | undefined)[],
  ordinals: readonly number[] | undefined,
  line: WorkingLine,
): void {
  if (ordinals === undefined) return;
  for (let place = 0; place < ordinals.length; place++) {
    const ordinal = ordinals[place] ?? 0;
    const lines = found[ordinal];
    if (lines === undefined) found[ordinal] = [line];
    else if (lines.at(-1) !== line) lines.push(line);
  }
}
