import type { Row } from '../http/ask-system.ts';
import type { RecordCommand } from '../system-of-record.ts';
import type { Change } from './odata-batch.ts';
import { entity, etagOf, textOf } from './odata-values.ts';
import {
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
  return [
    ...(known.phone === who.phone && known.email === who.email ? [] : reached(partner, who, mapping)),
    ...(own ? [patchPartner(partner, fieldsOf(who, mapping))] : []),
  ];
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
    return who.phone === null && who.email === null
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
    ...(known.phone === who.phone
      ? []
      : put({ rows: mobilesOf(partner), set: phones, added: `${home}/to_MobilePhoneNumber`, body: phone })),
    ...(known.email === who.email
      ? []
      : put({ rows: emailsOf(partner), set: emails, added: `${home}/to_EmailAddress`, body: email })),
  ];
}

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
