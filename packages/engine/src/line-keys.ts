import type { Condition, Leaf } from './condition.ts';
import type { LineFacts } from './facts.ts';

/** A fact of a product, one of which a line must have for a promotion to concern it. */
export type LineKey = `${'product' | 'brand' | 'category'}:${string}`;

/**
 * The keys of which a line must have at least one to meet the condition; null when it may be met without any.
 * They only rule out: a line with a key must still be asked.
 */
export function requiredKeys(condition: Condition | undefined): readonly LineKey[] | null {
  if (condition === undefined || 'not' in condition) return null;
  if ('all' in condition) return shortest(condition.all.map(requiredKeys));
  if ('any' in condition) {
    const parts = condition.any.map(requiredKeys);
    return parts.some((part) => part === null) ? null : parts.flatMap((part) => part ?? []);
  }
  return keysOfLeaf(condition);
}

/** One part of an `all` that must hold is enough: the one with the fewest keys. */
function shortest(parts: readonly (readonly LineKey[] | null)[]): readonly LineKey[] | null {
  let best: readonly LineKey[] | null = null;
  for (const part of parts) {
    if (part !== null && (best === null || part.length < best.length)) best = part;
  }
  return best;
}

function keysOfLeaf(leaf: Leaf): readonly LineKey[] | null {
  if (leaf.fact === 'line.product' || leaf.fact === 'line.brand') {
    const name = leaf.fact === 'line.product' ? 'product' : 'brand';
    const words = leaf.op === 'is' ? [leaf.value] : leaf.value;
    return words.map((word) => `${name}:${word}` as const);
  }
  if (leaf.fact !== 'line.category') return null;
  // The last step of the path is the rarest; the whole path is compared when the line is asked.
  const last = leaf.value.at(-1);
  return last === undefined ? null : [`category:${last}`];
}

/** Every key that a line has. */
export function keysOfLine({ product }: LineFacts): LineKey[] {
  const keys: LineKey[] = [`product:${product.id}`];
  if (product.brand !== null) keys.push(`brand:${product.brand}`);
  for (const step of product.category) keys.push(`category:${step}`);
  return keys;
}
