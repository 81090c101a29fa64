import type { RecordCheck } from '../system-of-record.ts';
import { readMetadata, type ServiceModel } from './read-metadata.ts';
import { portly } from './sap-answer.ts';
import type { SapGateway } from './sap-gateway.ts';
import type { SapMapping } from './sap-settings.ts';

/** An entity set that Bonum needs, with the fields that it needs of it. */
interface Needed {
  readonly service: string;
  readonly set: string;
  readonly fields: readonly string[];
  /** What is done with it beside reading. */
  readonly writes: readonly ('creatable' | 'updatable')[];
  /** Where it is said in the settings. */
  readonly setting: string;
}

/** Looks whether SAP has what the mapping names. */
export async function checkSap(gateway: SapGateway, mapping: SapMapping): Promise<readonly RecordCheck[]> {
  const needed = neededBy(mapping);
  const checks: RecordCheck[] = [];
  for (const service of new Set(needed.map((one) => one.service))) {
    const model = await modelOf(gateway, service);
    if ('what' in model) {
      checks.push(model);
      continue;
    }
    checks.push({ what: service, ok: true, detail: '' });
    for (const one of needed) if (one.service === service) checks.push(...checkSet(model, one));
  }
  if (mapping.receipts !== null) checks.push(await checkInbox(gateway, mapping.receipts.path));
  return checks;
}

function neededBy({ partners, accounts, operations, cards }: SapMapping): readonly Needed[] {
  const named = (...fields: readonly (string | null)[]): readonly string[] =>
    fields.filter((field) => field !== null);
  const both = ['creatable', 'updatable'] as const;
  return [
    ...partnerSets.map(([set, fields]) => ({
      service: partners.service,
      set,
      fields,
      writes: both,
      setting: 'partners',
    })),
    {
      ...accounts,
      fields: [accounts.owner, accounts.balance],
      writes: [],
      setting: 'accounts',
    },
    {
      ...operations,
      fields: named(
        operations.owner,
        operations.points,
        operations.reference,
        operations.at,
        operations.reason,
        operations.kind,
        operations.receipt,
      ),
      writes: ['creatable'],
      setting: 'operations',
    },
    ...(cards === null
      ? []
      : [{ ...cards, fields: [cards.number, cards.partner, cards.blocked], writes: both, setting: 'cards' }]),
  ];
}

const reach = ['AddressID', 'Person', 'OrdinalNumber'];

const partnerSets: readonly (readonly [string, readonly string[]])[] = [
  [
    'A_BusinessPartner',
    [
      'BusinessPartner',
      'BusinessPartnerCategory',
      'FirstName',
      'LastName',
      'BirthDate',
      'IsFemale',
      'IsMale',
      'BusinessPartnerIsBlocked',
      'IsMarkedForArchiving',
      'to_BusinessPartnerAddress',
      'to_BuPaIdentification',
    ],
  ],
  [
    'A_BusinessPartnerAddress',
    ['BusinessPartner', 'AddressID', 'Country', 'to_EmailAddress', 'to_MobilePhoneNumber', 'to_PhoneNumber'],
  ],
  ['A_AddressEmailAddress', [...reach, 'EmailAddress']],
  [
    'A_AddressPhoneNumber',
    [...reach, 'PhoneNumber', 'InternationalPhoneNumber', 'DestinationLocationCountry'],
  ],
  [
    'A_BuPaIdentification',
    [
      'BusinessPartner',
      'BPIdentificationType',
      'BPIdentificationNumber',
      'ValidityStartDate',
      'ValidityEndDate',
    ],
  ],
];

async function modelOf(gateway: SapGateway, service: string): Promise<ServiceModel | RecordCheck> {
  const bad = (detail: string): RecordCheck => ({ what: service, ok: false, detail });
  const document = await gateway.one(service, '');
  if (document.state === 'missing')
    return bad('Такой службы нет: включите её в транзакции /IWFND/MAINT_SERVICE или исправьте service');
  if (document.state !== 'got') return bad(whyNot(portly(document)));
  const metadata = await gateway.text(`${service}/$metadata`);
  if (metadata.state !== 'got') return bad(whyNot(portly(metadata)));
  return readMetadata(metadata.value) ?? bad('$metadata не читается: вместо EDMX пришло что-то другое');
}

function checkSet({ sets }: ServiceModel, { set, fields, writes, setting }: Needed): readonly RecordCheck[] {
  const there = sets.get(set);
  if (!there)
    return [
      { what: set, ok: false, detail: `Нет такого набора: добавьте его в службу или исправьте ${setting}` },
    ];
  const missing = fields
    .filter((field) => !there.fields.has(field))
    .map((field) => ({
      what: `${set}/${field}`,
      ok: false,
      detail: `Нет такого поля: добавьте его в службу или исправьте ${setting}`,
    }));
  const closed = writes
    .filter((write) => !there[write])
    .map((write) => ({
      what: set,
      ok: false,
      detail: `Служба говорит sap:${write}="false": разрешите запись`,
    }));
  const wrong = [...missing, ...closed];
  return wrong.length > 0 ? wrong : [{ what: set, ok: true, detail: '' }];
}

/** It has nothing to read, so any answer but "not here" and "not you" is a good one. */
async function checkInbox(gateway: SapGateway, path: string): Promise<RecordCheck> {
  const answer = await gateway.text(path);
  const bad = (detail: string): RecordCheck => ({ what: path, ok: false, detail });
  if (answer.state === 'got' || answer.state === 'stale') return { what: path, ok: true, detail: '' };
  if (answer.state === 'missing') return bad('Включите службу IDOC_XML в транзакции SICF');
  if (answer.state === 'refused')
    return answer.because === 'not-permitted'
      ? bad('Пользователю нельзя передавать IDoc: проверьте его полномочия')
      : { what: path, ok: true, detail: '' };
  return bad(whyNot(answer));
}

const whyNot = (answer: { readonly because: string; readonly detail?: string }): string =>
  away[answer.because] ?? answer.detail ?? 'SAP не отвечает как следует';

const away: Readonly<Record<string, string>> = {
  unreachable: 'По этому адресу никто не отвечает: проверьте url и сеть',
  'no-answer': 'SAP не ответил вовремя',
  busy: 'SAP просит зайти позже',
  'wrong-login': 'SAP не впускает: проверьте user, password, client и полномочия пользователя',
  'not-understood': 'Вместо SAP ответило что-то другое: проверьте url и прокси',
  'led-elsewhere': 'SAP отправляет на страницу входа: разрешите вход с паролем (Basic) для этой службы',
  broken: 'Ошибка внутри SAP: посмотрите /IWFND/ERROR_LOG и ST22',
};
