import { v7 } from 'uuid';
import { doorCards, doorPhones } from './at-the-door.ts';
import { demoKeys } from './keys.ts';
import { lineOf } from './basket.ts';
import { goods } from './goods.ts';
import { phoneOf } from './life.ts';
import { written } from './rhythm.ts';

interface Welcome {
  readonly url: string;
  /** Where an operator can be rung. */
  readonly telephone: string;
  /** Where Prometheus can read figures. */
  readonly figures: string;
  /** Of the member that the things to try are about. */
  readonly card: string;
  readonly now: number;
  /** Whether other machines can reach it. */
  readonly open: boolean;
  /** Of the system that keeps members and points, where it is not Bonum. */
  readonly outside?: readonly string[] | undefined;
}

/** What `npm start` says when it is ready: where things are, the keys, and three things to try that work as they stand. */
export function welcome({ url, telephone, figures, card, now, open, outside }: Welcome): string[] {
  return [
    '',
    `  Bonum is ready: ${url}`,
    '',
    ...places.map(([path, what]) => `    ${(url + path).padEnd(40)} ${what}`),
    `    ${telephone.padEnd(40)} a telephone exchange: rings an operator at the desk`,
    `    ${figures.padEnd(40)} figures of this server, for Prometheus`,
    '',
    '  Keys, of the demo only',
    '',
    ...Object.values(demoKeys).map(({ secret, purpose }) => `    ${secret.padEnd(40)} ${purpose}`),
    '',
    '  Three things to try',
    '',
    ...thingsToTry({ url, card, now }).flatMap(({ title, command }, index) => [
      `  ${index + 1}. ${title}`,
      '',
      command,
      '',
    ]),
    `  Come into the members' app: ${url}/app/ (codes stand at ${url}/dev/messages)`,
    '',
    ...waysIn(card).map(([type, what]) => `    ${type.padEnd(40)} ${what}`),
    '',
    ...(outside ? [...outside, ''] : []),
    ...(open ? [OPEN, ''] : []),
    outside
      ? '  Ctrl-C stops everything; the next start begins anew.'
      : '  Ctrl-C stops everything; the data stays for the next start.',
  ];
}

/** Whom to come in as, each by another way. `card` is the hero's: the others are of the same range. */
function waysIn(card: string): readonly (readonly [string, string])[] {
  const cards = doorCards(card.slice(0, PREFIX_DIGITS));
  return [
    [doorPhones.known, 'a member: in at once'],
    [card, 'the same by card; the code goes to the phone'],
    [doorPhones.collector, 'several cards: one becomes the main one'],
    [doorPhones.fresh, 'somebody new, like any other number'],
    [cards.open, 'a card with points that is nobody’s: type it, then a new phone'],
    [cards.unknown, 'a card that is not in the base'],
  ];
}
const PREFIX_DIGITS = 4;

const OPEN =
  '  Careful: other machines can reach this demo, and everybody knows its keys. Leave HOST out, or use: bonum serve';

const places = [
  ['/app/', "the members' app"],
  ['/desk/', 'the desk of the staff'],
  ['/dev/staff', 'logins, passwords and codes for the desk'],
  ['/studio', 'kept for marketing'],
  ['/docs', 'the API, with every operation to try'],
  ['/dev/messages', 'what would have been sent to phones'],
] as const;

interface Thing {
  readonly title: string;
  readonly command: string;
}

export function thingsToTry({ url, card, now }: Pick<Welcome, 'url' | 'card' | 'now'>): Thing[] {
  const { till, office } = demoKeys;
  return [
    {
      title: 'A basket at the till: of three pairs of socks one is free, and points may pay a part',
      command: curl(`${url}/v1/receipts/quote`, till.secret, quote(card, now)),
    },
    {
      title: 'Find a member by phone: level, spend, cards and points',
      command: curl(`${url}/v1/members/find`, office.secret, { phone: phoneOf(0) }),
    },
    {
      title: `Send a code for paying with points, and read it at ${url}/dev/messages`,
      command: curl(`${url}/v1/confirmations`, till.secret, {
        confirmationId: v7(),
        purpose: 'spend',
        member: { card },
      }),
    },
  ];
}

const MOSCOW_MINUTES = 180;

function quote(card: string, now: number): object {
  const { storeId, tillId } = demoKeys.till;
  const socks = goods.find(({ family }) => family.category[1] === 'Носки');
  const shoes = goods.find(({ family, onSale }) => family.category[1] === 'Бег' && !onSale);
  if (!socks || !shoes) throw new RangeError('the shop has no socks or no shoes');
  return {
    key: { storeId, tillId, shift: 'demo', number: '1' },
    at: written(now, MOSCOW_MINUTES),
    member: { card },
    lines: [lineOf(socks, { id: '1', pieces: 3 }), lineOf(shoes, { id: '2', pieces: 1 })],
    spend: 'most',
  };
}

/** For a shell's single quotes: nothing of ours has one in it. */
const curl = (address: string, key: string, body: object): string =>
  [
    `curl -s ${address} \\`,
    `  -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' \\`,
    `  -d '${JSON.stringify(body)}'`,
  ].join('\n');
