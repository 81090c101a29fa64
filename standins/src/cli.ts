import { parseArgs } from 'node:util';
import { onecBase } from './onec-base.ts';

/** What can be started by itself, by name: `node standins/src/cli.ts onec --port 8081`. Each says where it is, and runs until it is stopped. */
const startable: Readonly<Record<string, (port: number) => Promise<readonly string[]>>> = {
  async onec(port) {
    const base = await onecBase({ configuration: 'rt2', port });
    const { person, card } = base.desk.enter({
      name: 'Иванова Анна Петровна',
      phone: '+79160000001',
      card: '2990000000017',
      points: 350,
    });
    return [
      `1C:Розница 2, OData: ${base.address}`,
      `user ${base.user}, password ${base.password}`,
      `programme ${base.desk.programme}, kind of cards ${base.desk.cardKind}`,
      `a person ${person} with the card ${String(card)} and 350 points`,
    ];
  },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: 'string', default: '0' } },
});
const start = startable[positionals[0] ?? ''];
const lines = start
  ? await start(Number(values.port))
  : [`node standins/src/cli.ts <${Object.keys(startable).join(' | ')}> [--port 8081]`];
process.stdout.write(`${lines.join('\n')}\n`);
if (!start) process.exitCode = 2;
