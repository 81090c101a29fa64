import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CHECKOUT } from '../apps/server/src/config.ts';
import { runBench, type BenchOptions } from './run.ts';
import { fileOf, tableOf } from './figures.ts';

const parts = ['engine', 'checkout', 'search', 'bus', 'verify'] as const;

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    members: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '20' },
    only: { type: 'string', multiple: true },
    'database-url': { type: 'string' },
    'small-pages': { type: 'boolean' },
    names: { type: 'string', default: join(CHECKOUT, '../shared/data/ru_names_cities/names.csv.gz') },
  },
});

const unknown = (values.only ?? []).filter((part) => !parts.some((known) => known === part));
if (unknown.length > 0) throw new RangeError(`--only ${unknown.join(', ')}: there is ${parts.join(', ')}`);

/** What the figures are of. */
function machine(): string {
  const processors = cpus();
  const [model = 'unknown'] = processors.map((processor) => processor.model.trim());
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${processors.length} × ${model}, ${memory} GB, Node ${process.versions.node}`;
}

const folder = await mkdtemp(join(tmpdir(), 'bonum-bench-log-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const options: BenchOptions = {
  members: Number(values.members),
  seconds: Number(values.seconds),
  parts: new Set(values.only ?? parts),
  databaseUrl: values['database-url'],
  smallPages: values['small-pages'] ?? false,
  names: values.names,
  folder,
  say: (line) => console.log(line),
};
const figures = await runBench(options);
console.log(`\n${machine()}\n\n${tableOf(figures)}`);
if (values.json !== undefined) await writeFile(values.json, fileOf(figures));
