import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Numbers written without a country code are of this country. */
const HOME_COUNTRY = 'RU';

/** E.164 from any writing (`8 (916) 123-45-67` → `+79161234567`); null when it cannot be a phone number. */
export function parsePhone(written: string): string | null {
  const phone = parsePhoneNumberFromString(written, HOME_COUNTRY);
  return phone?.isPossible() ? phone.number : null;
}

/** For answers and logs: `+7 ••• •••-45-67`. */
export const maskPhone = (phone: string): string =>
  `${phone.slice(0, 2)} ••• •••-${phone.slice(-4, -2)}-${phone.slice(-2)}`;
