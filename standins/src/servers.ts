import { akeneo } from './akeneo.ts';
import { onecBase, type ConfigurationName } from './onec-base.ts';
import { sapGateway } from './sap-gateway.ts';
import type { Fault } from './http-gateway.ts';
import { sbisRetail } from './sbis-retail.ts';
import { webhookReceiver } from './webhook-receiver.ts';
import { YmlShop } from './yml-shop.ts';

/** One that runs: where it is, and what goes wrong between it and whoever asks. */
export interface Started {
  readonly lines: readonly string[];
  readonly faults?: Fault[];
}

export interface StartOptions {
  readonly port: number;
  /** What events are signed by. */
  readonly secret: string;
  /** Says what happens while it runs. */
  readonly say: (line: string) => void;
}

/** What a file that BONUM_SYSTEM_OF_RECORD names must have in it for this one, as it stands. */
const settingsOf = (settings: Readonly<Record<string, unknown>>): string =>
  `settings, for the file of BONUM_SYSTEM_OF_RECORD: ${JSON.stringify(settings)}`;

/** One of the chain of programmes/sportswear.json. */
const CARD = '2101990000013';

/** What the demo and the pages call a store: these two know it by a number of their own. */
const STORE = 'MSK-1';

/** What can be started by itself, by name: `node standins/src/cli.ts onec --port 8081`. Each says where it is, and runs until it is stopped. */
export const servers: Readonly<Record<string, (options: StartOptions) => Promise<Started>>> = {
  onec: ({ port }) => startOnec('rt2', port),
  'onec-ut11': ({ port }) => startOnec('ut11', port),
  'onec-unf3': ({ port }) => startOnec('unf3', port),

  async akeneo({ port }) {
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
    return {
      faults: pim.faults,
      lines: [
        `Akeneo: ${pim.url}, locale ru_RU, scope ecommerce, attributes sku, name, price`,
        ...Object.entries(access).map(([name, value]) => `${name} ${value}`),
      ],
    };
  },

  async sap({ port }) {
    const account = { user: 'BONUM', password: 'bonum' };
    const sap = await sapGateway({ ...account, port });
    const partner = sap.seed({
      surname: 'Иванова',
      name: 'Анна',
      phone: '+79160000001',
      cards: [CARD],
      points: 350,
    });
    return {
      faults: sap.faults,
      lines: [
        `SAP Gateway: ${sap.url}`,
        settingsOf({
          system: 'sap',
          sap: { url: sap.url, ...account, client: '100', receipts: { stores: { [STORE]: '7001' } } },
        }),
        `a partner ${partner} with the phone +79160000001, the card ${CARD} and 350 points`,
      ],
    };
  },

  async sbis({ port }) {
    const keys = { appClientId: '1001', appSecret: 'BONUM', secretKey: 'bonum' };
    const saby = await sbisRetail({ ...keys, port });
    const customer = saby.seed({ phone: '+79160000001', name: 'Анна', bonuses: 350 });
    return {
      faults: saby.faults,
      lines: [
        `Saby: authUrl ${saby.authUrl}, apiUrl ${saby.apiUrl}`,
        settingsOf({
          system: 'sbis',
          sbis: {
            ...keys,
            pointId: 206,
            stores: { [STORE]: 206 },
            authUrl: saby.authUrl,
            apiUrl: saby.apiUrl,
          },
        }),
        `a customer ${customer} with the phone +79160000001 and 350 bonuses`,
      ],
    };
  },

  async yml({ port }) {
    const shop = await YmlShop.open(port);
    shop.file = () => ({
      categories: [{ id: '1', name: 'Обувь' }],
      offers: [{ id: 'SHOES', name: 'Кроссовки', price: '6990', category: '1' }],
    });
    return { lines: [`a shop that gives its goods away in YML: ${shop.address}`] };
  },

  async webhooks({ port, secret, say }) {
    const receiver = await webhookReceiver({
      port,
      secret,
      heard: ({ type, at, id }) => say(`${at} ${type} ${id}`),
    });
    return {
      faults: receiver.faults,
      lines: [
        `hears events at ${receiver.address}`,
        secret === ''
          ? 'takes none: say with --secret what they are signed by'
          : 'takes what is signed by your secret',
      ],
    };
  },
};

async function startOnec(configuration: ConfigurationName, port: number): Promise<Started> {
  const base = await onecBase({ configuration, port });
  const { person, card } = base.desk.enter({
    name: 'Иванова Анна Петровна',
    phone: '+79160000001',
    card: CARD,
    points: 350,
  });
  return {
    faults: base.faults,
    lines: [
      `1C, as profile ${configuration} has it: ${base.address}`,
      settingsOf({
        system: 'onec',
        onec: {
          url: base.address,
          user: base.user,
          password: base.password,
          profile: configuration,
          programme: base.desk.programme,
          values: { cardKind: base.desk.cardKind },
        },
      }),
      `a person ${person} with the phone +79160000001, the card ${CARD} (${String(card)}) and 350 points`,
    ],
  };
}
