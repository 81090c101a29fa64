import { parseArgs } from 'node:util';
import { tables } from './abuse/print.ts';
import { tryRules, type Tried } from './abuse/try-rules.ts';
import { hasData, readData } from './abuse/world.ts';

// npm run abuse -- --seed S --windows N [--data FOLDER]: hides frauds in real receipts, and says how many of them the rules find.
const { values } = parseArgs({
  options: { seed: { type: 'string' }, windows: { type: 'string' }, data: { type: 'string' } },
});
const seed = values.seed ?? '1';
const windows = Number(values.windows ?? 20);

if (!hasData(values.data)) {
  console.error('The public receipts are not here; docs/abuse.md says which they are and where to put them.');
  process.exitCode = 1;
} else {
  const data = await readData(values.data);
  const all: Tried[] = [];
  for (let window = 1; window <= windows; window++) {
    all.push(tryRules(data, `${seed}-${window}`));
    process.stderr.write(`\r${window} of ${windows}`);
  }
  const tried: Tried = {
    recall: all.flatMap(({ recall }) => recall),
    precision: all.flatMap(({ precision }) => precision),
  };
  console.log(`\n\nseed ${seed}, ${windows} windows of four weeks\n`);
  console.log(tables(tried, windows).join('\n'));
}
