import { isObject } from '../http/ask-gateway.ts';
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

const contacts = fields({
  section: field,
  type: field,
  kind: field,
  presentation: field,
  kinds: set('Catalog_'),
  kindName: field,
  phone: contact,
  email: contact,
  value: optional(fields({ field, as: must(isOneOf(['json', 'xml']), 'json or xml.') })),
});

const profile = fields({
  name: word,
  person: fields({
    set: set('Catalog_'),
    fullName: field,
    alsoFullName: optional(fieldNames),
    surname: optional(field),
    givenName: optional(field),
    birthDate: optional(field),
    gender: optional(fields({ field, female: word, male: word })),
    suspended: optional(flag),
    contacts,
    fresh,
  }),
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
