import type { Row } from '../http/ask-system.ts';
import { patchPartner, withoutEmail, withoutIdentification, withoutPhone } from './change-partner.ts';
import type { Change } from './odata-batch.ts';
import { entity, etagOf, textOf } from './odata-values.ts';
import { emailsOf, mobilesOf, otherPhonesOf, type Partner, type Partners } from './partners.ts';

/** Blocked, and marked for SAP's archive: nobody finds them any more. */
const putAway = { BusinessPartnerIsBlocked: true, IsMarkedForArchiving: true };

const where = ['StreetName', 'HouseNumber', 'PostalCode', 'CityName'];

/** Nothing by which one could be known is left; the number of the partner stays, since documents of SAP refer to it. */
export const forgetChanges = (
  partner: Partner,
  { mapping }: Pick<Partners, 'mapping'>,
): readonly Change[] => [
  ...[...mobilesOf(partner), ...otherPhonesOf(partner)].map(withoutPhone),
  ...emailsOf(partner).map(withoutEmail),
  ...partner.identifications.map(withoutIdentification),
  ...partner.addresses.filter((address) => where.some((field) => textOf(address, field) !== '')).map(emptied),
  patchPartner(partner, {
    FirstName: '',
    LastName: mapping.noName,
    BirthDate: null,
    IsFemale: false,
    IsMale: false,
    ...Object.fromEntries(Object.values(mapping.consents).map((field) => [field, false])),
    ...putAway,
  }),
];

const emptied = (address: Row): Change => ({
  method: 'PATCH',
  path: entity('A_BusinessPartnerAddress', {
    BusinessPartner: textOf(address, 'BusinessPartner'),
    AddressID: textOf(address, 'AddressID'),
  }),
  body: Object.fromEntries(where.map((field) => [field, ''])),
  etag: etagOf(address),
});

/** Cards, and whatever else one is known by, go over to the other partner; this one is put away. */
export function mergeChanges(partner: Partner, into: Partner): readonly Change[] {
  const known = new Set(into.identifications.map(named));
  return [
    ...partner.identifications.map(withoutIdentification),
    ...partner.identifications.filter((row) => !known.has(named(row))).map((row) => given(row, into.id)),
    patchPartner(partner, putAway),
  ];
}

const named = (row: Row): string =>
  `${textOf(row, 'BPIdentificationType')} ${textOf(row, 'BPIdentificationNumber')}`;

const given = (row: Row, id: string): Change => ({
  method: 'POST',
  path: 'A_BuPaIdentification',
  body: {
    BusinessPartner: id,
    BPIdentificationType: textOf(row, 'BPIdentificationType'),
    BPIdentificationNumber: textOf(row, 'BPIdentificationNumber'),
    ValidityStartDate: row['ValidityStartDate'] ?? null,
    ValidityEndDate: row['ValidityEndDate'] ?? null,
  },
});
