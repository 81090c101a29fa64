import { parseArgs } from 'node:util';
import { chaos } from '../apps/server/src/testing/chaos/chaos.ts';
import { proved } from '../apps/server/src/testing/chaos/report.ts';

// npm run chaos -- --kills N --tills N --seed S: tills trade while the server and PostgreSQL are killed.
const string = { type: 'string' } as const;
const { values } = parseArgs({ options: { kills: string, tills: string, seed: string } });
/** A whole number that was given, or this one. */
function whole(name: keyof typeof values, otherwise: number): number {
  const given = values[name] ?? String(otherwise);
  if (/^\d{1,9}$/.test(given)) return Number(given);
  throw new RangeError(`--${name} is a whole number, not ${given}`);
}
const wanted = {
  kills: whole('kills', 20),
  tills: whole('tills', 6),
  seed: whole('seed', Date.now() % 1_000_000_000),
};
const { kills, tills, seed } = wanted;
// What is killed and what tills do comes again by it; which of them is faster does not.
console.log(`npm run chaos -- --kills ${kills} --tills ${tills} --seed ${seed}`);
const report = await chaos(wanted);
console.table(report.figures);
const { wrong } = report;
console.log((wrong.length === 0 ? proved(report) : wrong.slice(0, 20)).join('\n'));
process.exitCode = wrong.length === 0 ? 0 : 1;
