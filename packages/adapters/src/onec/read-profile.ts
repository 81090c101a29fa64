import { isObject } from '../http/ask-gateway.ts';
import { isGuid } from './literals.ts';
import { fields, isOneOf, isText, must, optional, type Look, type Mistake } from './shape.ts';

const isWritten = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

/** A name as OData has it: no spaces, no quotes. */
const field = must(
  (value) => typeof value === 'string' && /^[\p{L}_][\p{L}\p{N}_]*$/u.test(value),
  'The name of a field.',
);
const fieldNames = must(
  (value) => Array.isArray(value) && value.length > 0 && value.every((one) => field(one, '').length === 0),
  'Names of fields, at least one.',
);
const word = must(isText, 'A word of the configuration.');
const written = must(isWritten, 'A text, a number, true or false.');

const set = (...prefixes: readonly string[]): Look =>
  must(
    (value) => field(value, '').length === 0 && prefixes.some((prefix) => String(value).startsWith(prefix)),
    `An object of 1C as OData calls it: ${prefixes.map((prefix) => `${prefix}…`).join(' or ')}.`,
  );

const fresh = optional(
  must(
    (value) =>
      isObject(value) &&
      Object.entries(value).every(([name, one]) => field(name, '').length === 0 && isWritten(one)),
    'Fields and what each gets; a text that begins with $ is taken from `values` of the settings.',
  ),
);

const flag = fields({ field, yes: written, no: written });
const yesOrNo = must((value) => typeof value === 'boolean', 'true or false.');
const contact = fields({ field, type: word, kind: word, withoutCodes: optional(field) });
const rows = fields({
  section: field,
  owner: field,
  points: field,
  day: optional(field),
  head: fresh,
  fresh,
});

const address = fields({ type: word, kind: word, city: field, region: optional(field) });

/** Somewhere to stand: a field, or a property, with what else is said of it. */
const placed =
  (more: Readonly<Record<string, Look>> = {}): Look =>
  (value, path) =>
    isObject(value) && 'property' in value
      ? fields({ property, ...more })(value, path)
      : fields({ field, ...more })(value, path);
const property = must(
  (value) => isGuid(value) || (typeof value === 'string' && /^\$./.test(value)),
  'The guid of an added property, or $ and its name in `values` of the settings.',
);

const eachOf =
  (name: RegExp, say: string, look: Look): Look =>
  (value, path) =>
    isObject(value)
      ? Object.entries(value).flatMap(([key, one]) =>
          name.test(key) ? look(one, `${path}.${key}`) : [{ path: `${path}.${key}`, say }],
        )
      : [{ path, say }];

const consents = eachOf(
  /^([a-z][a-z-]{0,63}|offers\/(sms|email|push))$/,
  'Kinds of consents, such as advertising; or offers/sms, offers/email, offers/push.',
  placed({ yes: written, no: written }),
);
const answers: Look = (value, path) =>
  eachOf(/./, 'Ids of questions that the programme asks.', (one, at) =>
    isObject(one) && one['as'] === 'choice'
      ? placed({ as: () => [], options: eachOf(/./, 'Options and what stands for each.', written) })(one, at)
      : placed({ as: must(isOneOf(answersAs), `One of ${answersAs.join(', ')}, choice.`) })(one, at),
  )(value, path);
const answersAs = ['text', 'number', 'date', 'yes-no'] as const;

const contacts = fields({
  section: field,
  type: field,
  kind: field,
  presentation: field,
  kinds: set('Catalog_'),
  kindName: field,
  phone: contact,
  email: contact,
  address: optional(address),
  value: optional(fields({ field, as: must(isOneOf(['json', 'xml']), 'json or xml.') })),
});

const person = {
  set: set('Catalog_'),
  fullName: field,
  alsoFullName: optional(fieldNames),
  surname: optional(field),
  givenName: optional(field),
  birthDate: optional(field),
  gender: optional(fields({ field, female: word, male: word })),
  city: optional(placed()),
  consents: optional(consents),
  answers: optional(answers),
  suspended: optional(flag),
  contacts,
  properties: optional(
    fields({
      section: field,
      property: field,
      value: field,
      text: field,
      chart: set('ChartOfCharacteristicTypes_'),
    }),
  ),
  fresh,
} as const;

const profile = fields({
  name: word,
  person: fields(person),
  card: fields({
    set: set('Catalog_'),
    numbers: fieldNames,
    barcodes: optional(fields({ set: set('InformationRegister_'), code: field, owner: field })),
    title: field,
    owner: fields({ field, composite: yesOrNo }),
    blocked: flag,
    fresh,
  }),
  points: fields({
    by: must(isOneOf(['person', 'card']), 'person or card: whom the register keeps points by.'),
    register: set('AccumulationRegister_'),
    dimension: field,
    accrued: field,
    writtenOff: optional(field),
    programme: optional(field),
    programmes: optional(set('Catalog_')),
    document: fields({
      set: set('Document_'),
      programme: optional(field),
      comment: optional(field),
      earned: rows,
      spent: rows,
    }),
  }),
});

/** What is wrong in a profile that somebody wrote. */
export const profileMistakes = (value: unknown): readonly Mistake[] => profile(value, 'profile');

/** The same of a part of one, which takes the place of what a profile says of people. */
export const personMistakes = fields(
  Object.fromEntries(Object.entries(person).map(([name, look]) => [name, optional(look)])),
);
