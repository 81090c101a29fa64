const latin = 'Latin letters';
const noControls = 'without control characters';

/** What the patterns of the contract ask for, said after "must be": nobody should have to read a regular expression to send a request. */
export const patternWords: Readonly<Record<string, string>> = {
  [String.raw`^[^\u0000-\u001f\u007f]+$`]: `text on one line, ${noControls}`,
  [String.raw`^[^\u0000-\u0009\u000b-\u001f\u007f]+$`]: `text ${noControls} other than line breaks`,
  [String.raw`^[^\u0000-\u0008\u000b-\u001f\u007f]+$`]: `text ${noControls} other than line breaks and tabs`,
  [String.raw`^[^\u0000-\u0008\u000b-\u001f\u007f]*$`]: `text ${noControls} other than line breaks and tabs`,
  [String.raw`^https?://[^\s]+$`]: 'an address that begins with http:// or https://, without spaces',
  [String.raw`^https?://[^\s/]+(/\S*)?$`]: 'an address that begins with http:// or https://, without spaces',
  [String.raw`^https://[^\s]+$`]: 'an address that begins with https://, without spaces',
  '^[a-z][a-z0-9-]{0,31}$':
    'small Latin letters, digits and hyphens, 32 at most and a letter first, such as web-shop',
  '^[a-z][a-z0-9-]{0,63}$':
    'small Latin letters, digits and hyphens, 64 at most and a letter first, such as web-shop',
  '^[a-z0-9][a-z0-9-]{0,63}$': 'small Latin letters, digits and hyphens, 64 at most, such as spring-2026',
  '^[a-z][a-z-]{0,63}$': 'small Latin letters and hyphens, 64 at most, such as personal-data',
  '^[a-z-]{1,64}$': 'small Latin letters and hyphens, 64 at most, such as grant-points',
  '^[a-z-]{1,20}$': 'small Latin letters and hyphens, 20 at most',
  '^[A-Za-z0-9_]{1,100}$': `${latin}, digits and underscores, 100 at most`,
  '^[A-Za-z0-9_]{1,255}$': `${latin}, digits and underscores, 255 at most`,
  '^[A-Za-z0-9_-]+$': `${latin}, digits, hyphens and underscores (base64url)`,
  '^[A-Za-z0-9_-]{80,100}={0,2}$': 'base64url of 80 to 100 characters, as the browser gave it',
  '^[A-Za-z0-9_-]{16,40}={0,2}$': 'base64url of 16 to 40 characters, as the browser gave it',
  '^[A-Za-z0-9+/]+={0,2}$': 'base64',
  '^[A-Za-z0-9 -]+$': `${latin} and digits, between which spaces and hyphens may stand`,
  '^[0-9A-Za-z -]+$': `${latin} and digits, between which spaces and hyphens may stand`,
  '^[0-9A-Za-z-]+$': `${latin}, digits and hyphens`,
  '^[0-9 -]+$': 'digits, between which spaces and hyphens may stand',
  '^[0-9 ]{8,9}$': 'a code of 8 digits, with a space among them or without',
  '^[0-9]{4,8}$': 'a code of 4 to 8 digits',
  '^[0-9]{6}$': 'a code of 6 digits',
  '^[0-9]{2,8}$': '2 to 8 digits',
  '^[0-9]{8,14}$': 'a barcode of 8 to 14 digits',
  '^[0-9]{16}$': '16 digits',
  '^20[0-9]{2}-(0[1-9]|1[0-2])$': 'a month such as 2026-11',
  '^#[0-9A-Fa-f]{6}$': 'a colour such as #00495C',
  '^[A-Z]{3}$': 'a currency of three capital letters, such as RUB',
  '^[A-Za-z]{2,3}(_[A-Za-z0-9]{2,8}){0,2}$': 'a locale such as ru_RU',
  '^[a-z]+=[0-9T.]+(&[a-z]+=[0-9T.]+)*$':
    'the text of a receipt’s QR code, such as t=20261122T1905&s=1790.00&fn=9999078900004792&i=12&fp=123456789&n=1',
  '^[0-9]{1,9}_[0-9a-f-]{36}$': 'the next of the page before, as it came',
  '^[0-9a-f.-]+$': 'the next of the page before, as it came',
};
