import { changeable, factKinds, type ChangeableLeaf, type Condition } from './condition.ts';
import type { ReceiptFacts } from './facts.ts';
import type { Unmet } from './missed.ts';
import { compileReceiptCondition, receiptFact, type ReceiptPredicate } from './predicate.ts';

/** One of the conditions that must all hold of a receipt. */
export interface Conjunct {
  readonly holds: ReceiptPredicate;
  /** What the buyer or the hour could bring about, one of which would do; null: where it fails, the promotion is for others. */
  readonly wants: readonly ChangeableLeaf[] | null;
}

/** Those first that tell most cheaply that the promotion is for others. */
export function conjunctsOf(condition: Condition | undefined): Conjunct[] {
  return partsOf(condition)
    .map((part) => ({ holds: compileReceiptCondition(part), wants: wantsOf(part) }))
    .sort((a, b) => Number(a.wants !== null) - Number(b.wants !== null));
}

function partsOf(condition: Condition | undefined): readonly Condition[] {
  if (condition === undefined) return [];
  return 'all' in condition ? condition.all.flatMap(partsOf) : [condition];
}

/** A leaf, or a choice of leaves; what is nested deeper or denied says too little in a sentence. */
function wantsOf(condition: Condition): readonly ChangeableLeaf[] | null {
  const parts = 'any' in condition ? condition.any : [condition];
  const leaves = parts.filter(isChangeable);
  return leaves.length === parts.length ? leaves : null;
}

export const isChangeable = (part: Condition): part is ChangeableLeaf =>
  'fact' in part && changeable[part.fact];

/** What fails of several conditions: nothing, one thing that could be otherwise, or more than that. */
export function failing(conjuncts: readonly Conjunct[], receipt: ReceiptFacts): Conjunct | 'far' | null {
  let failed: Conjunct | null = null;
  for (let place = 0; place < conjuncts.length; place++) {
    const conjunct = conjuncts[place];
    if (conjunct === undefined || conjunct.holds(receipt)) continue;
    if (failed !== null || conjunct.wants === null) return 'far';
    failed = conjunct;
  }
  return failed;
}

export const unmetOf = ({ wants }: Conjunct, receipt: ReceiptFacts): Unmet[] =>
  (wants ?? []).map((condition) => ({ condition, missing: missingOf(condition, receipt) }));

function missingOf(leaf: ChangeableLeaf, receipt: ReceiptFacts): number | null {
  const fact = factKinds[leaf.fact] === 'number' ? receiptFact(leaf.fact, receipt) : undefined;
  if (typeof fact !== 'number' || typeof leaf.value !== 'number') return null;
  const bound = leaf.op === 'more-than' ? leaf.value + 1 : leaf.value;
  const wantsMore = leaf.op === 'more-than' || leaf.op === 'at-least' || leaf.op === 'is';
  return wantsMore && bound > fact ? bound - fact : null;
}
