import type { CompiledPromotion } from './compile.ts';
import type { Unlocked, Working, WorkingLine } from './working.ts';

/** A promotion that can concern the receipt, and the lines that may be its goods. */
export interface Candidate {
  readonly compiled: CompiledPromotion;
  readonly unlocked: Unlocked | null;
  readonly lines: readonly WorkingLine[];
}

/** Those that no line and no key leads to cost nothing but one look. In the order of calculation. */
export function candidatesOf(
  { compiled, lines }: Working,
  unlocked: ReadonlyMap<number, Unlocked>,
): readonly Candidate[] {
  const { always, byLine } = compiled.index;
  const live = lines.filter(({ facts }) => facts.live);
  // All places at once: an array with few of them far apart is slow.
  const found: (WorkingLine[] | undefined)[] = compiled.promotions.map(() => undefined);
  for (const line of live) {
    const { id, brand, category } = line.facts.product;
    note(found, byLine.product.get(id), line);
    if (brand !== null) note(found, byLine.brand.get(brand), line);
    for (const step of category) note(found, byLine.category.get(step), line);
  }
  for (const ordinal of always) found[ordinal] = live;
  for (const ordinal of unlocked.keys()) found[ordinal] = live;
  const candidates: Candidate[] = [];
  for (let ordinal = 0; ordinal < found.length; ordinal++) {
    const possible = found[ordinal];
    const promotion = compiled.promotions[ordinal];
    if (possible === undefined || promotion === undefined) continue;
    candidates.push({ compiled: promotion, unlocked: unlocked.get(ordinal) ?? null, lines: possible });
  }
  return candidates;
}

function note(
  found: (WorkingLine[] | undefined)[],
  ordinals: readonly number[] | undefined,
  line: WorkingLine,
): void {
  if (ordinals === undefined) return;
  for (const ordinal of ordinals) {
    const lines = found[ordinal];
    if (lines === undefined) found[ordinal] = [line];
    else if (lines.at(-1) !== line) lines.push(line);
  }
}
