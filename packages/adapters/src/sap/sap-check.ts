import { faultOf, isThere, isWrong } from '../http/record-checks.ts';
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
    checks.push(isThere(service));
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
      fields: set === 'A_BusinessPartner' ? [...fields, ...Object.values(partners.consents)] : fields,
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
    [
      'BusinessPartner',
      'AddressID',
      'Country',
      'CityName',
      'to_EmailAddress',
      'to_MobilePhoneNumber',
      'to_PhoneNumber',
    ],
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
  const document = await gateway.one(service, '');
  if (document.state === 'missing') return isWrong(service, 'no-service', { setting: 'service' });
  if (document.state !== 'got') return faultOf(service, portly(document), settings);
  const metadata = await gateway.text(`${service}/$metadata`);
  if (metadata.state !== 'got') return faultOf(service, portly(metadata), settings);
  return readMetadata(metadata.value) ?? isWrong(service, 'no-metadata');
}

function checkSet({ sets }: ServiceModel, { set, fields, writes, setting }: Needed): readonly RecordCheck[] {
  const there = sets.get(set);
  if (!there) return [isWrong(set, 'no-set', { setting })];
  const missing = fields
    .filter((field) => !there.fields.has(field))
    .map((field) => isWrong(`${set}/${field}`, 'no-field', { setting }));
  const closed = writes
    .filter((write) => !there[write])
    .map((write) => isWrong(set, 'not-writable', { said: `sap:${write}="false"` }));
  const wrong = [...missing, ...closed];
  return wrong.length > 0 ? wrong : [isThere(set)];
}

/** It has nothing to read, so any answer but "not here" and "not you" is a good one. */
async function checkInbox(gateway: SapGateway, path: string): Promise<RecordCheck> {
  const answer = await gateway.text(path);
  if (answer.state === 'got' || answer.state === 'stale') return isThere(path);
  if (answer.state === 'missing') return isWrong(path, 'no-inbox');
  if (answer.state === 'refused')
    return answer.because === 'not-permitted' ? isWrong(path, 'no-idoc-rights') : isThere(path);
  return faultOf(path, answer, settings);
}

/** Where it is said what to ask, and as whom. */
const settings = { login: 'user, password, client', address: 'url' };
