import { parseArgs } from 'node:util';
import { clients } from './clients.ts';
import type { Fault } from './http-gateway.ts';
import { servers } from './servers.ts';

/** What can be made to go wrong from outside; an answer of something in front of it is one, too. */
const faults: Readonly<Record<string, Fault>> = {
  'drop-before': 'drop-before',
  'drop-after': 'drop-after',
  silent: 'silent',
  'half-written': 'half-written',
  'windows-1251': 'windows-1251',
  html: { status: 200, type: 'text/html', body: '<html><body>Вход в сеть</body></html>' },
  busy: { status: 429, body: '', headers: { 'retry-after': '5' } },
  broken: { status: 503, body: '' },
};

const usage = `node standins/src/cli.ts <${Object.keys(servers).join(' | ')}> [--port 8081] [--secret whsec_…]
    [--fault <${Object.keys(faults).join(' | ')}> [--times 1]]   its first requests meet this
node standins/src/cli.ts <${Object.keys(clients).join(' | ')}> --address https://… --key … [--card …] [--product …]`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: 'string', default: '0' },
    secret: { type: 'string', default: '' },
    fault: { type: 'string' },
    times: { type: 'string', default: '1' },
    address: { type: 'string', default: '' },
    key: { type: 'string', default: '' },
    card: { type: 'string', default: '2101000000019' },
    product: { type: 'string', default: 'S11' },
  },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<boolean> {
  const name = positionals[0] ?? '';
  const fault = values.fault === undefined ? null : faults[values.fault];
  const [start, play] = [servers[name], clients[name]];
  if (fault === undefined || (!start && !play)) return false;
  if (play) {
    await play({ ...values, date: new Date().toISOString().slice(0, 19), say });
    return true;
  }
  const started = await start?.({ port: Number(values.port), secret: values.secret, say });
  if (fault !== null) started?.faults?.push(...Array.from({ length: Number(values.times) }, () => fault));
  for (const line of started?.lines ?? []) say(line);
  return true;
}

try {
  if (!(await main())) {
    say(usage);
    process.exitCode = 2;
  }
} catch (error) {
  // What was asked, and what Bonum said of it: for who plays, not where in this program it came out.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
