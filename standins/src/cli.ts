import { parseArgs } from 'node:util';
import { akeneo } from './akeneo.ts';
import { onecBase, type ConfigurationName } from './onec-base.ts';
import { sapGateway } from './sap-gateway.ts';
import { sbisRetail } from './sbis-retail.ts';

/** What can be started by itself, by name: `node standins/src/cli.ts onec --port 8081`. Each says where it is, and runs until it is stopped. */
const startable: Readonly<Record<string, (port: number) => Promise<readonly string[]>>> = {
  onec: (port) => startOnec('rt2', port),
  'onec-ut11': (port) => startOnec('ut11', port),
  'onec-unf3': (port) => startOnec('unf3', port),

  async akeneo(port) {
    const access = { clientId: '1_bonum', clientSecret: 'bonum', username: 'bonum_1', password: 'bonum' };
    const pim = await akeneo({ ...access, port });
    const of = (data: unknown) => [{ locale: null, scope: null, data }];
    pim.categories = [{ code: 'shoes', parent: null, labels: { ru_RU: 'Обувь' } }];
    pim.products = [
      {
        uuid: '25566245-55c3-42ce-86d9-8610ac459fa8',
        categories: ['shoes'],
        updated: Date.parse('2026-11-22T09:00:00Z'),
        values: {
          sku: of('SHOES'),
          name: of('Кроссовки'),
          price: of([{ amount: '6990.00', currency: 'RUB' }]),
        },
      },
    ];
    return [
      `Akeneo: ${pim.url}, locale ru_RU, scope ecommerce, attributes sku, name, price`,
      ...Object.entries(access).map(([name, value]) => `${name} ${value}`),
    ];
  },

  async sap(port) {
    const account = { user: 'BONUM', password: 'bonum' };
    const sap = await sapGateway({ ...account, port });
    const partner = sap.seed({
      surname: 'Иванова',
      name: 'Анна',
      phone: '+79160000001',
      cards: ['2990000000017'],
      points: 350,
    });
    return [
      `SAP Gateway: ${sap.url}`,
      `user ${account.user}, password ${account.password}, client 100`,
      `a partner ${partner} with the phone +79160000001, the card 2990000000017 and 350 points`,
    ];
  },

  async sbis(port) {
    const keys = { appClientId: '1001', appSecret: 'BONUM', secretKey: 'bonum' };
    const saby = await sbisRetail({ ...keys, port });
    const customer = saby.seed({ phone: '+79160000001', name: 'Анна', bonuses: 350 });
    return [
      `Saby: authUrl ${saby.authUrl}, apiUrl ${saby.apiUrl}`,
      `appClientId ${keys.appClientId}, appSecret ${keys.appSecret}, secretKey ${keys.secretKey}, pointId 206`,
      `a customer ${customer} with the phone +79160000001 and 350 bonuses`,
    ];
  },
};

async function startOnec(configuration: ConfigurationName, port: number): Promise<readonly string[]> {
  const base = await onecBase({ configuration, port });
  const { person, card } = base.desk.enter({
    name: 'Иванова Анна Петровна',
    phone: '+79160000001',
    card: '2990000000017',
    points: 350,
  });
  return [
    `1C, as profile ${configuration} has it: ${base.address}`,
    `user ${base.user}, password ${base.password}`,
    `programme ${base.desk.programme}, values.cardKind ${base.desk.cardKind}`,
    `a person ${person} with the phone +79160000001, the card 2990000000017 (${String(card)}) and 350 points`,
  ];
}

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
