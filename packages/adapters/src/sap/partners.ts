import { refused, type Row } from '../http/ask-system.ts';
import type { FoundBy, Person, RecordedCard } from '../system-of-record.ts';
import { dayOf, equal, etagOf, entity, momentOf, textOf, within, writtenDay } from './odata-values.ts';
import { got, type Got } from './sap-answer.ts';
import type { SapGateway } from './sap-gateway.ts';
import type { PartnerMapping } from './sap-settings.ts';

/** SAP and what things are called in it. */
export interface Partners {
  readonly gateway: SapGateway;
  readonly mapping: PartnerMapping;
}

/** A business partner with everything that is kept of a member. */
export interface Partner {
  readonly id: string;
  readonly etag: string | undefined;
  readonly row: Row;
  readonly addresses: readonly Row[];
  readonly identifications: readonly Row[];
}

/** Of more partners with one phone than this nobody can be meant. */
const MOST_PARTNERS = 20;

const addressed = 'to_BusinessPartnerAddress';
const everything = [
  addressed,
  `${addressed}/to_EmailAddress`,
  `${addressed}/to_MobilePhoneNumber`,
  `${addressed}/to_PhoneNumber`,
  'to_BuPaIdentification',
];

export const partnerPath = (id: string): string => entity('A_BusinessPartner', { BusinessPartner: id });

/** null: there is none, or it is no person, or it has been put away for the archive. */
export async function readPartner(partners: Partners, id: string): Promise<Got<Partner | null>> {
  const found = await readPutAway(partners, id);
  return found.state === 'got' && found.value !== null && isPutAway(found.value) ? got(null) : found;
}

export const isPutAway = ({ row }: Partner): boolean => row['IsMarkedForArchiving'] === true;

/** The same, of one that was put away as well. */
export async function readPutAway({ gateway, mapping }: Partners, id: string): Promise<Got<Partner | null>> {
  const answer = await gateway.one(mapping.service, partnerPath(id), everything);
  if (answer.state === 'missing') return got(null);
  if (answer.state !== 'got') return answer;
  const row = answer.value;
  if (textOf(row, 'BusinessPartnerCategory') !== '1') return got(null);
  return got({
    id: textOf(row, 'BusinessPartner'),
    etag: etagOf(row),
    row,
    addresses: within(row, addressed),
    identifications: within(row, 'to_BuPaIdentification'),
  });
}

/** Somebody by a phone or an e-mail address. What several have leads to nobody: somebody has to put it right in SAP. */
export async function findPartner(
  partners: Partners,
  by: Exclude<FoundBy, { card: string }>,
): Promise<Got<Partner | null>> {
  const { gateway, mapping } = partners;
  const [set, filter] =
    'phone' in by
      ? ['A_AddressPhoneNumber', equal({ InternationalPhoneNumber: by.phone })]
      : ['A_AddressEmailAddress', equal({ EmailAddress: by.email })];
  const rows = await gateway.list(mapping.service, set, filter);
  if (rows.state !== 'got') return rows;
  const addressIds = new Set(rows.value.map((row) => textOf(row, 'AddressID')));
  const ids = new Set<string>();
  for (const AddressID of addressIds) {
    const addresses = await gateway.list(mapping.service, 'A_BusinessPartnerAddress', equal({ AddressID }));
    if (addresses.state !== 'got') return addresses;
    for (const address of addresses.value) ids.add(textOf(address, 'BusinessPartner'));
    if (ids.size > MOST_PARTNERS) return severalOf([...ids]);
  }
  return theOnly(partners, [...ids]);
}

/** Somebody by an identification of a kind: a card, or the command that registered them. */
export async function identifiedPartner(
  partners: Partners,
  type: string,
  number: string,
): Promise<Got<Partner | null>> {
  const { gateway, mapping } = partners;
  const filter = equal({ BPIdentificationType: type, BPIdentificationNumber: number });
  const rows = await gateway.list(mapping.service, 'A_BuPaIdentification', filter);
  if (rows.state !== 'got') return rows;
  return theOnly(partners, [...new Set(rows.value.map((row) => textOf(row, 'BusinessPartner')))]);
}

async function theOnly(partners: Partners, ids: readonly string[]): Promise<Got<Partner | null>> {
  const found: Partner[] = [];
  for (const id of ids) {
    const partner = await readPartner(partners, id);
    if (partner.state !== 'got') return partner;
    if (partner.value) found.push(partner.value);
  }
  return found.length > 1 ? severalOf(found.map(({ id }) => id)) : got(found[0] ?? null);
}

const severalOf = (ids: readonly string[]): Got<never> =>
  refused('several', { names: ids.slice(0, MOST_PARTNERS).join(', ') });

/** Rows of all addresses, the one that is meant before the others. */
export const mobilesOf = ({ addresses }: Partner): readonly Row[] =>
  firstOf(addresses, 'to_MobilePhoneNumber', 'IsDefaultPhoneNumber');
export const emailsOf = ({ addresses }: Partner): readonly Row[] =>
  firstOf(addresses, 'to_EmailAddress', 'IsDefaultEmailAddress');
export const otherPhonesOf = ({ addresses }: Partner): readonly Row[] =>
  firstOf(addresses, 'to_PhoneNumber', 'IsDefaultPhoneNumber');

const firstOf = (addresses: readonly Row[], navigation: string, flag: string): readonly Row[] =>
  addresses
    .flatMap((address) => within(address, navigation))
    .toSorted((a, b) => Number(b[flag] === true) - Number(a[flag] === true));

export function personOf(partner: Partner, { noName }: PartnerMapping): Person {
  const { row } = partner;
  const [phone] = mobilesOf(partner);
  const [email] = emailsOf(partner);
  const surname = textOf(row, 'LastName');
  return {
    // Some systems write it as people do.
    phone: (phone && textOf(phone, 'InternationalPhoneNumber').replace(/[^\d+]/g, '')) || null,
    email: (email && textOf(email, 'EmailAddress')) || null,
    name: textOf(row, 'FirstName') || null,
    surname: surname === noName ? null : surname || null,
    birthDate: dayOf(row, 'BirthDate'),
    gender: row['IsFemale'] === true ? 'female' : row['IsMale'] === true ? 'male' : null,
    city: partner.addresses.map((address) => textOf(address, 'CityName')).find(Boolean) ?? null,
    answers: {},
  };
}

/** What somebody agrees to, by the fields that the chain has for it. */
export const consentsOf = (
  { row }: Partner,
  { consents }: PartnerMapping,
): Readonly<Record<string, boolean>> =>
  Object.fromEntries(
    Object.entries(consents).flatMap(([name, field]) => {
      const agrees = row[field];
      return typeof agrees === 'boolean' ? [[name, agrees]] : [];
    }),
  );

/** An identification has no state of its own: a card that is no longer valid is blocked. */
export const cardsOf = (
  { identifications }: Partner,
  { cardType }: PartnerMapping,
  now: number,
): readonly RecordedCard[] =>
  identifications
    .filter((row) => textOf(row, 'BPIdentificationType') === cardType)
    .map((row) => ({
      number: textOf(row, 'BPIdentificationNumber'),
      state: isOver(momentOf(row, 'ValidityEndDate'), now) ? 'blocked' : 'active',
    }));

/** The last day is valid to its end. */
const isOver = (end: number | null, now: number): boolean => end !== null && end + 86_400_000 <= now;

/** What SAP keeps of a person beside phone and e-mail. */
export const fieldsOf = (who: Person, { noName }: PartnerMapping): Row => ({
  FirstName: who.name ?? '',
  LastName: who.surname ?? noName,
  BirthDate: who.birthDate === null ? null : writtenDay(who.birthDate),
  IsFemale: who.gender === 'female',
  IsMale: who.gender === 'male',
});

/** A mobile number; SAP makes the international form of it by itself. */
export const phoneFields = (phone: string, { country }: PartnerMapping): Row => ({
  // Kazakhstan has the same code of country.
  PhoneNumber: country === 'RU' && /^\+7[3489]\d{9}$/.test(phone) ? phone.slice(2) : phone,
  DestinationLocationCountry: country,
  PhoneNumberType: '3',
});
