import type { Row } from '../http/ask-system.ts';
import type { RecordCommand } from '../system-of-record.ts';
import type { Change } from './odata-batch.ts';
import { entity, etagOf, textOf } from './odata-values.ts';
import {
  consentsOf,
  emailsOf,
  fieldsOf,
  mobilesOf,
  partnerPath,
  personOf,
  phoneFields,
  type Partner,
  type Partners,
} from './partners.ts';
import { addressOf } from './register-partner.ts';

type Who = RecordCommand['who'];

/** What must happen for a partner to be as Bonum knows them; nothing of it where nothing differs. */
export function changesOf(
  partner: Partner,
  who: Who,
  { mapping }: Pick<Partners, 'mapping'>,
): readonly Change[] {
  const known = personOf(partner, mapping);
  const own = (['name', 'surname', 'birthDate', 'gender'] as const).some(
    (field) => known[field] !== who[field],
  );
  const agreed = consentFields(partner, who, mapping);
  const isReached = known.phone === who.phone && known.email === who.email;
  return [
    ...(isReached && known.city === who.city ? [] : reached(partner, who, mapping)),
    ...(own || Object.keys(agreed).length > 0
      ? [patchPartner(partner, { ...(own && fieldsOf(who, mapping)), ...agreed })]
      : []),
  ];
}

/** A no that is there stays, unless somebody has just said yes. */
function consentFields(partner: Partner, { consents }: Who, mapping: Partners['mapping']): Row {
  const there = consentsOf(partner, mapping);
  return Object.fromEntries(
    Object.entries(mapping.consents).flatMap(([name, field]) => {
      const asked = consents[name];
      if (asked === 'no') return there[name] === false ? [] : [[field, false]];
      const isNew = asked === 'anew' ? there[name] !== true : asked === 'yes' && there[name] === undefined;
      return isNew ? [[field, true]] : [];
    }),
  );
}

export const patchPartner = ({ id, etag }: Partner, body: Row): Change => ({
  method: 'PATCH',
  path: partnerPath(id),
  body,
  etag,
});

function reached(partner: Partner, who: Who, mapping: Partners['mapping']): readonly Change[] {
  const [address] = partner.addresses;
  if (!address)
    return who.phone === null && who.email === null && who.city === null
      ? []
      : [
          {
            method: 'POST',
            path: `${partnerPath(partner.id)}/to_BusinessPartnerAddress`,
            body: addressOf(who, { mapping }),
          },
        ];
  const home = entity('A_BusinessPartnerAddress', {
    BusinessPartner: partner.id,
    AddressID: textOf(address, 'AddressID'),
  });
  const phone = who.phone === null ? null : phoneFields(who.phone, mapping);
  const email = who.email === null ? null : { EmailAddress: who.email };
  const known = personOf(partner, mapping);
  return [
    ...(known.city === who.city
      ? []
      : [{ method: 'PATCH', path: home, body: movedTo(who.city), etag: etagOf(address) } as const]),
    ...(known.phone === who.phone
      ? []
      : put({ rows: mobilesOf(partner), set: phones, added: `${home}/to_MobilePhoneNumber`, body: phone })),
    ...(known.email === who.email
      ? []
      : put({ rows: emailsOf(partner), set: emails, added: `${home}/to_EmailAddress`, body: email })),
  ];
}

/** The street was in the other city. */
const movedTo = (city: string | null): Row => ({
  CityName: city ?? '',
  StreetName: '',
  HouseNumber: '',
  PostalCode: '',
});

const phones = 'A_AddressPhoneNumber';
const emails = 'A_AddressEmailAddress';

interface Put {
  readonly rows: readonly Row[];
  readonly set: string;
  /** Where a new one goes. */
  readonly added: string;
  /** null: there is to be none. */
  readonly body: Row | null;
}

function put({ rows, set, added, body }: Put): readonly Change[] {
  if (body === null) return rows.map((row) => removal(set, row));
  const [first] = rows;
  if (!first) return [{ method: 'POST', path: added, body }];
  return [{ method: 'PATCH', path: reachPath(set, first), body, etag: etagOf(first) }];
}

const reachPath = (set: string, row: Row): string =>
  entity(set, {
    AddressID: textOf(row, 'AddressID'),
    Person: textOf(row, 'Person'),
    OrdinalNumber: textOf(row, 'OrdinalNumber'),
  });

const removal = (set: string, row: Row): Change => ({
  method: 'DELETE',
  path: reachPath(set, row),
  etag: etagOf(row),
});

export const withoutPhone = (row: Row): Change => removal(phones, row);
export const withoutEmail = (row: Row): Change => removal(emails, row);

export const withoutIdentification = (row: Row): Change => ({
  method: 'DELETE',
  path: identificationPath(row),
  etag: etagOf(row),
});

export const identificationPath = (row: Row): string =>
  entity('A_BuPaIdentification', {
    BusinessPartner: textOf(row, 'BusinessPartner'),
    BPIdentificationType: textOf(row, 'BPIdentificationType'),
    BPIdentificationNumber: textOf(row, 'BPIdentificationNumber'),
  });
