import { calculate, compileProgramme, fixedCalendar, validateProgramme, type Question } from '@bonum/engine';
import { makeQuestions, makeRules, programmeOf, type Rule } from './engine-rules.ts';

/** Microseconds of one whole calculation on one core, and of plain loops over the same promotions that keep no evidence. */
export interface EngineFigures {
  readonly engineSmallMedianUs: number;
  readonly engineLargeP99Us: number;
  readonly plainSmallMedianUs: number;
  readonly plainLargeP99Us: number;
}

/** Measured calculations of each kind, after as many to warm up, which together touch all of the young generation. */
const runs = 4000;

function benchEngine(): EngineFigures {
  const small = timesOf({ lines: 10, promotions: 50 });
  const large = timesOf({ lines: 50, promotions: 500 });
  return {
    engineSmallMedianUs: small.engine(0.5),
    engineLargeP99Us: large.engine(0.99),
    plainSmallMedianUs: small.plain(0.5),
    plainLargeP99Us: large.plain(0.99),
  };
}

type Quantile = (share: number) => number;

function timesOf(of: { readonly lines: number; readonly promotions: number }): {
  readonly engine: Quantile;
  readonly plain: Quantile;
} {
  const rules = makeRules(of.promotions);
  const checked = validateProgramme(programmeOf(rules));
  if (!checked.ok) throw new Error(checked.problems[0]?.message.en);
  const compiled = compileProgramme(checked.programme, fixedCalendar(180));
  // Many receipts, so that no branch is learnt by heart.
  const questions = makeQuestions(500, of.lines);
  return {
    engine: timed(questions, (question) => calculate(compiled, question).totals.paid),
    plain: timed(questions, (question) => plainly(rules, question)),
  };
}

function timed(questions: readonly Question[], ask: (question: Question) => number): Quantile {
  const times: number[] = [];
  let answers = 0;
  for (let run = -runs; run < runs; run += 1) {
    const question = questions[(run + runs) % questions.length];
    if (question === undefined) continue;
    const from = performance.now();
    answers += ask(question);
    const took = performance.now() - from;
    if (run >= 0) times.push(took * 1000);
  }
  // Asked for, so that no answer can be left out.
  if (answers <= 0) throw new Error('nothing was sold');
  times.sort((a, b) => a - b);
  return (share) => times[Math.floor(times.length * share)] ?? 0;
}

/** As somebody would write it who has only to know the price, and never has to say why. */
function plainly(rules: readonly Rule[], { basket, member }: Question): number {
  if (member === null) return 0;
  const left = basket.lines.map(({ amount }): number => amount);
  const sum = left.reduce((total, amount) => total + amount, 0);
  for (const { when, lines, gives } of rules) {
    if (!when(basket, sum, member)) continue;
    for (const [index, line] of basket.lines.entries()) {
      const price = left[index] ?? 0;
      if (lines(line)) left[index] = price - gives(line, price);
    }
  }
  return left.reduce((total, amount) => total + amount, 0);
}

process.on('message', () => {
  process.send?.({ done: benchEngine() });
});
