import { parseArgs } from 'node:util';
import { chaos } from '../apps/server/src/testing/chaos/chaos.ts';

// npm run chaos -- --kills N --tills N: tills trade while the server and PostgreSQL are killed.
const { values } = parseArgs({ options: { kills: { type: 'string' }, tills: { type: 'string' } } });
const { wrong, ...figures } = await chaos({
  kills: Number(values.kills ?? 20),
  tills: Number(values.tills ?? 6),
});
console.table(figures);
console.log(
  wrong.length === 0
    ? 'Every receipt is there once, points add up, all invariants hold.'
    : wrong.slice(0, 20).join('\n'),
);
process.exitCode = wrong.length === 0 ? 0 : 1;
