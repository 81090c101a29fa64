import type { Row } from '../http/ask-system.ts';
import type { RecordCommand } from '../system-of-record.ts';
import { textOf, written } from './odata-values.ts';
import {
  fieldsOf,
  findPartner,
  identifiedPartner,
  phoneFields,
  type Partner,
  type Partners,
} from './partners.ts';
import { got, type Got } from './sap-answer.ts';

/** Without an end, as SAP writes it. */
export const FOREVER = written(Date.UTC(9999, 11, 31));

export interface Registered {
  readonly id: string;
  /** By this very command, now or when it was given before. */
  readonly byUs: boolean;
}

/** Somebody new, unless SAP knows them already, by the command itself, their card or their phone. */
export async function registerPartner(
  partners: Partners,
  { commandId, at, who }: RecordCommand,
  cardsAreIdentifications: boolean,
): Promise<Got<Registered>> {
  const { gateway, mapping } = partners;
  const before = await identifiedPartner(partners, mapping.registrationType, commandId);
  if (before.state !== 'got') return before;
  if (before.value) return got({ id: before.value.id, byUs: true });
  if (who.card !== null && cardsAreIdentifications) {
    const known = await identifiedPartner(partners, mapping.cardType, who.card);
    if (known.state !== 'got') return known;
    if (known.value) return got({ id: known.value.id, byUs: false });
  }
  if (who.phone !== null) {
    const known = await findPartner(partners, { phone: who.phone });
    if (known.state !== 'got') return known;
    if (known.value) return got({ id: known.value.id, byUs: false });
  }
  const made = await gateway.create(mapping.service, 'A_BusinessPartner', {
    BusinessPartnerCategory: '1',
    ...(mapping.grouping !== null && { BusinessPartnerGrouping: mapping.grouping }),
    CorrespondenceLanguage: mapping.language,
    ...fieldsOf(who, mapping),
    ...Object.fromEntries(
      Object.entries(mapping.consents).flatMap(([name, field]) => {
        const asked = who.consents[name];
        return asked === undefined ? [] : [[field, asked !== 'no']];
      }),
    ),
    to_BusinessPartnerAddress: [addressOf(who, partners)],
    to_BuPaIdentification: [
      identification(mapping.registrationType, commandId, at),
      ...(who.card !== null && cardsAreIdentifications
        ? [identification(mapping.cardType, who.card, at)]
        : []),
    ],
  });
  return made.state === 'got' ? got({ id: textOf(made.value, 'BusinessPartner'), byUs: true }) : made;
}

/** Whether the very command has made them, whose answer was lost. */
export const isRegisteredBy = (
  { identifications }: Partner,
  { mapping }: Pick<Partners, 'mapping'>,
  commandId: string,
): boolean =>
  identifications.some(
    (row) =>
      textOf(row, 'BPIdentificationType') === mapping.registrationType &&
      textOf(row, 'BPIdentificationNumber') === commandId,
  );

/** With the phone and the e-mail in it: one request makes all of somebody, or nothing. */
export const addressOf = (
  { phone, email, city }: RecordCommand['who'],
  { mapping }: Pick<Partners, 'mapping'>,
): Row => ({
  Country: mapping.country,
  Language: mapping.language,
  ...(city !== null && { CityName: city }),
  ...(email !== null && { to_EmailAddress: [{ EmailAddress: email, IsDefaultEmailAddress: true }] }),
  ...(phone !== null && {
    to_MobilePhoneNumber: [{ ...phoneFields(phone, mapping), IsDefaultPhoneNumber: true }],
  }),
});

export const identification = (type: string, number: string, at: number, end = FOREVER): Row => ({
  BPIdentificationType: type,
  BPIdentificationNumber: number,
  ValidityStartDate: written(at - (at % 86_400_000)),
  ValidityEndDate: end,
});
