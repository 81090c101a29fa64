import { isObject } from '../http/ask-gateway.ts';
import { fields, isOneOf, isText, isWhole, must, optional, type Look, type Mistake } from '../onec/shape.ts';
import type { SapSettings } from './sap-settings.ts';

/** What somebody wrote into a file, held to what settings are: where it is wrong, and what to write there. */
export function readSapSettings(
  value: unknown,
):
  | { readonly ok: true; readonly settings: SapSettings }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] } {
  const mistakes = look(value, '').map(({ path, say }) => ({ path: path.replace(/^\./, ''), say }));
  return mistakes.length === 0
    ? // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each field has been looked at
      { ok: true, settings: value as SapSettings }
    : { ok: false, mistakes };
}

const isAddress = (url: unknown): boolean =>
  typeof url === 'string' && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

const isName = (value: unknown): boolean => typeof value === 'string' && /^\w+$/.test(value);
const isPath = (value: unknown): boolean => typeof value === 'string' && /^(\/[\w.~;=-]+)+$/.test(value);
const isTextOf = (most: number) => (value: unknown) => isText(value) && value.length <= most;
const isNull = (value: unknown): boolean => value === null;
const either =
  (...ways: readonly ((value: unknown) => boolean)[]) =>
  (value: unknown): boolean =>
    ways.some((way) => way(value));

const name = optional(must(isName, 'A name as it stands in $metadata.'));
const nameOrNone = optional(must(either(isName, isNull), 'A name as it stands in $metadata, or null.'));
const path = optional(must(isPath, 'A path, as /sap/opu/odata/sap/ZLOYALTY_SRV.'));
const ownerIs = optional(must(isOneOf(['partner', 'card']), 'partner or card.'));
const short = (most: number): Look => optional(must(isTextOf(most), `Text, at most ${most} letters.`));
const numbers = (right: (value: unknown) => boolean, say: string): Look =>
  optional(must((value) => isObject(value) && Object.values(value).every(right), say));

const receipts = fields({
  path,
  senderPort: short(10),
  receiverPort: short(10),
  receiverType: short(2),
  receiver: short(10),
  cardField: nameOrNone,
  goods: optional(must(isOneOf(['ARTN', 'EANN']), 'ARTN: numbers of SAP; EANN: barcodes.')),
  priceCondition: short(4),
  discountCondition: optional(must(either(isTextOf(4), isNull), 'A kind of condition, or null.')),
  roundingDiscount: short(4),
  tender: short(4),
  soldSign: optional(must(isOneOf(['+', '-']), '"+" or "-".')),
  stores: numbers(
    (value) => typeof value === 'string' && /^\d{1,10}$/.test(value),
    'For each store of Bonum the number of its customer in SAP, at most 10 digits, in quotes.',
  ),
  tills: numbers(isTextOf(10), 'For each till of Bonum its number in SAP, at most 10 letters, in quotes.'),
});

const look = fields({
  url: must(isAddress, 'The address of SAP Gateway, http or https, without a path.'),
  user: must(isText, 'The name of the user in SAP.'),
  password: must((value) => typeof value === 'string', 'The password of the user in SAP.'),
  client: optional(
    must((value) => typeof value === 'string' && /^\d{3}$/.test(value), 'Three digits, in quotes.'),
  ),
  atOnce: optional(must(isWhole(1, 32), 'A whole number, 1 to 32.')),
  patienceMs: optional(must(isWhole(100, 60_000), 'Milliseconds, 100 to 60000.')),
  partners: optional(
    fields({
      service: path,
      grouping: optional(must(either(isTextOf(4), isNull), 'A grouping of business partners, or null.')),
      country: short(3),
      language: short(2),
      cardType: short(6),
      registrationType: short(6),
      noName: short(40),
      consents: numbers(isName, 'For each consent of Bonum the name of its field as it stands in $metadata.'),
    }),
  ),
  accounts: optional(fields({ service: path, set: name, owner: name, ownerIs, balance: name })),
  operations: optional(
    fields({
      service: path,
      set: name,
      owner: name,
      ownerIs,
      points: name,
      reference: name,
      at: name,
      reason: nameOrNone,
      kind: nameOrNone,
      receipt: nameOrNone,
    }),
  ),
  cards: optional(fields({ service: path, set: name, number: name, partner: name, blocked: name })),
  receipts: optional((value, at) => (value === null ? [] : receipts(value, at))),
});
