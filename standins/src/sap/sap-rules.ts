import type { Values } from './sap-model.ts';
import { business } from './sap-refusal.ts';
import type { Rule, SapStore } from './sap-store.ts';

/** Kinds of identification that somebody has set up. */
const identificationTypes = new Set(['ZCARD', 'ZBONUM', 'FS0001']);

const textOf = (values: Values, field: string): string => {
  const value = values[field];
  return typeof value === 'string' ? value : '';
};

/** What the business says of each row, beside its form. */
export function sapRules(store: SapStore): Readonly<Record<string, Rule>> {
  let numbers = 0;
  const next = (digits: number, from: number): string => {
    numbers += 1;
    return String(from + numbers).padStart(digits, '0');
  };
  const partner = (values: Values, field: string): void => {
    const id = textOf(values, field);
    if (!store.in('A_BusinessPartner').some((row) => row.values['BusinessPartner'] === id))
      throw business('R11/602', `Деловой партнёр ${id} не существует`);
  };
  const ordinal = (set: string, values: Values): string => {
    const taken = store
      .in(set)
      .filter((row) => row.values['AddressID'] === values['AddressID'])
      .map((row) => Number(row.values['OrdinalNumber']));
    return String(Math.max(0, ...taken) + 1);
  };

  return {
    A_BusinessPartner(values, before) {
      if (before === null) values['BusinessPartner'] = next(10, 100_000);
      personRules(values, before);
    },
    A_BusinessPartnerAddress(values, before) {
      partner(values, 'BusinessPartner');
      if (textOf(values, 'Country') === '') throw business('AM/216', 'Укажите страну');
      if (before === null) values['AddressID'] = next(10, 20_000);
    },
    A_AddressEmailAddress(values, before) {
      const email = textOf(values, 'EmailAddress');
      if (!email.includes('@')) throw business('AM/061', 'Неверный адрес электронной почты');
      values['SearchEmailAddress'] = email.slice(0, 20).toUpperCase();
      if (before === null) values['OrdinalNumber'] = ordinal('A_AddressEmailAddress', values);
    },
    A_AddressPhoneNumber(values, before) {
      values['InternationalPhoneNumber'] = internationalOf(values);
      if (before === null) values['OrdinalNumber'] = ordinal('A_AddressPhoneNumber', values);
    },
    A_BuPaIdentification(values) {
      partner(values, 'BusinessPartner');
      if (!identificationTypes.has(textOf(values, 'BPIdentificationType')))
        throw business('R1/284', `Вид идентификации ${textOf(values, 'BPIdentificationType')} не задан`);
      const [start, end] = ['ValidityStartDate', 'ValidityEndDate'].map((field) =>
        Number(/-?\d+/.exec(textOf(values, field))?.[0] ?? Number.NaN),
      );
      if ((start ?? 0) > (end ?? 0))
        throw business('R1/286', 'Срок действия кончается раньше, чем начинается');
    },
    OperationSet(values) {
      partner(values, 'Partner');
      operationRules(store, values);
      values['OperationId'] = next(12, 0);
    },
    CardSet: (values) => partner(values, 'Partner'),
  };
}

function personRules(values: Values, before: Values | null): void {
  const category = textOf(values, 'BusinessPartnerCategory');
  if (!['1', '2', '3'].includes(category)) throw business('R11/401', 'Укажите тип делового партнёра');
  if (before && before['BusinessPartnerCategory'] !== category)
    throw business('R11/402', 'Тип делового партнёра не меняется');
  if (category !== '1' && (textOf(values, 'FirstName') !== '' || textOf(values, 'LastName') !== ''))
    throw business('R11/403', 'FirstName и LastName бывают только у физического лица');
  if (category === '1' && textOf(values, 'LastName') === '') throw business('R11/404', 'Укажите фамилию');
  if (values['IsFemale'] === true && values['IsMale'] === true) throw business('R11/405', 'Неверный пол');
}

function internationalOf(values: Values): string {
  const phone = textOf(values, 'PhoneNumber');
  if (phone.startsWith('+')) return phone;
  if (!/^\d{4,}$/.test(phone)) throw business('AM/400', `Неверный номер телефона ${phone}`);
  const code = { RU: '+7', KZ: '+7', BY: '+375' }[textOf(values, 'DestinationLocationCountry')];
  if (code === undefined) throw business('AM/401', 'Укажите страну телефона');
  return `${code}${phone}`;
}

export const balanceOf = (store: SapStore, id: string): number =>
  store
    .in('OperationSet')
    .filter(({ values }) => values['Partner'] === id)
    .reduce((sum, { values }) => sum + Number(values['Points']), 0);

function operationRules(store: SapStore, values: Values): void {
  const reference = textOf(values, 'ExternalReference');
  const points = Number(values['Points']);
  if (reference === '') throw business('ZBONUM/001', 'Укажите внешний номер операции');
  if (store.in('OperationSet').some((row) => row.values['ExternalReference'] === reference))
    throw business('ZBONUM/002', `Операция с внешним номером ${reference} уже есть`);
  if (points === 0) throw business('ZBONUM/004', 'Операция без баллов');
  if (balanceOf(store, textOf(values, 'Partner')) + points < 0)
    throw business('ZBONUM/003', 'На счёте недостаточно баллов');
}
