import type { Calculation } from '@bonum/engine';
import type { Drawn } from '../limits/budgets.ts';
import { ofEverybody, usesOf } from '../limits/uses.ts';
import type { Call } from '../operation.ts';

/** An answer of the engine that has what it promises set aside. */
export interface Within {
  readonly calculation: Calculation;
  /** Promotions of which there was not enough left. */
  readonly exhausted: readonly string[];
  /** null: nothing that fired is limited for everybody. */
  readonly drawn: Drawn | null;
}

/**
 * Asks the engine, and again without what is used up, until everything that fired has its share. It ends: what is left out once
 * does not fire again.
 */
export async function withinBudgets(
  { shell }: Call,
  ask: (exhausted: readonly string[]) => Calculation,
): Promise<Within> {
  const exhausted: string[] = [];
  for (;;) {
    const calculation = ask(exhausted);
    const uses = usesOf(calculation).filter(ofEverybody);
    if (uses.length === 0) return { calculation, exhausted, drawn: null };
    const drawn = await shell.budgets.draw(uses);
    if (!('exhausted' in drawn)) return { calculation, exhausted, drawn };
    exhausted.push(...drawn.exhausted);
  }
}

/** The same for who only asks: nothing stays set aside. */
export async function asFarAsThereIs(
  call: Call,
  ask: (exhausted: readonly string[]) => Calculation,
): Promise<Within> {
  const within = await withinBudgets(call, ask);
  within.drawn?.end('not-written');
  return { ...within, drawn: null };
}
