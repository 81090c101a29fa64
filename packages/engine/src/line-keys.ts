import type { Condition, Leaf } from './condition.ts';

/** A fact of a product, one of which a line must have for a promotion to concern it. */
export interface LineKey {
  readonly of: 'product' | 'brand' | 'category';
  readonly word: string;
}

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
    const of = leaf.fact === 'line.product' ? 'product' : 'brand';
    const words = leaf.op === 'is' ? [leaf.value] : leaf.value;
    return words.map((word) => ({ of, word }));
  }
  if (leaf.fact !== 'line.category') return null;
  // The last step of the path is the rarest; the whole path is compared when the line is asked.
  const last = leaf.value.at(-1);
  return last === undefined ? null : [{ of: 'category', word: last }];
}

/** Which promotions ask for which facts of a product. Lists hold ordinals. */
export interface LineIndex {
  readonly product: ReadonlyMap<string, readonly number[]>;
  readonly brand: ReadonlyMap<string, readonly number[]>;
  readonly category: ReadonlyMap<string, readonly number[]>;
}

/** @param entries what each promotion must have one of */
export function lineIndex(
  entries: readonly (readonly [ordinal: number, keys: readonly LineKey[]])[],
): LineIndex {
  const index = {
    product: new Map<string, number[]>(),
    brand: new Map<string, number[]>(),
    category: new Map<string, number[]>(),
  };
  for (const [ordinal, keys] of entries) {
    for (const { of, word } of keys) {
      const ordinals = index[of].get(word) ?? [];
      if (ordinals.at(-1) !== ordinal) index[of].set(word, [...ordinals, ordinal]);
    }
  }
  return index;
}
