import { noneOfThese } from '@bonum/adapters/onec-till/none-of-these';
import { answered, failed } from '@bonum/adapters/onec-till/card-answers';
import type { Scope } from '@bonum/contract';
import type { KeyCaller } from '../operation.ts';
import { isTillKey, json, said, type Ask, type Reply } from './ask.ts';
import { calculateDiscounts } from './calculate-discounts.ts';
import { getCardTypes, issueClientCard } from './issue-client-card.ts';
import { activatePromocode, promocodeInfo, redeemPromocode, unlockPromocode } from './promo-codes.ts';
import { findClientCard, getClientBonuses, salesTurnover } from './read-bonuses.ts';
import { takeReceipts } from './take-receipts.ts';
import { unlockClientBonuses } from './unlock-bonuses.ts';
import { words } from './words.ts';
import { writeOffClientBonuses } from './write-off-bonuses.ts';

/** What 1C can ask its loyalty server, by the names that 1C gave it. */
export interface Method {
  readonly verbs: readonly ('GET' | 'POST')[];
  readonly scope: Scope;
  /** How often one key may ask in a minute; absent where it may as often as it likes. */
  readonly mostPerMinute?: number;
  /** What a request may be; absent where it may be what any may. */
  readonly mostBytes?: number;
  readonly run: (ask: Ask<KeyCaller>) => Promise<Reply>;
}

const notOfATill: Reply = {
  status: 403,
  text: 'Ключ Bonum не привязан к кассе: создайте ключ с магазином и кассой',
};

const ofTill =
  (run: (ask: Ask) => Promise<Reply>): Method['run'] =>
  async (ask) => {
    const { caller } = ask;
    return isTillKey(caller) ? run({ ...ask, caller }) : notOfATill;
  };

const get = (run: (ask: Ask) => Promise<Reply>): Method => ({
  verbs: ['GET'],
  scope: 'till',
  run: ofTill(run),
});
const post = (run: (ask: Ask) => Promise<Reply>): Method => ({ ...get(run), verbs: ['POST'] });

/** Newer clients ask under another name, and are answered with JSON where older ones are told a sentence with a status. */
const worded = (method: Method): Method => ({
  ...method,
  run: async (ask) => {
    const reply = await method.run(ask);
    if ('json' in reply || reply.status === 403) return reply;
    return json(
      reply.status > 200
        ? { ...failed(reply.text), TextMessage: '' }
        : { ...answered, TextMessage: reply.text },
    );
  },
});

const nothing = (answer: object): Method => get(async () => json(answer));
const notHere = post(async () => ({ status: 501, text: words.notKept }));
const noGiftCard = post(async () => said(words.noGiftCard));
/** Nothing was taken off it, so the till must not go on as if something had been. */
const noGiftCardPays = post(async () => ({ status: 404, text: words.noGiftCard }));

const [unlock, writeOff, free] = [
  post(unlockClientBonuses),
  post(writeOffClientBonuses),
  post(unlockPromocode),
];

/** Five hundred documents, as large as they are in 1C. */
const RECEIPTS_BYTES = 16 * 1024 * 1024;

export const methods: Readonly<Record<string, Method>> = {
  ping: get(async () => said('ok')),
  findclientcard: get(findClientCard),
  getclientbonuses: get(getClientBonuses),
  unlockclientbonuses: unlock,
  unlockclientbonusesnew: worded(unlock),
  writeoffclientbonuses: writeOff,
  writeoffclientbonusesnew: worded(writeOff),
  issueclientcard: { ...post(issueClientCard), scope: 'members:join', mostPerMinute: 60 },
  getcardtypes: get(getCardTypes),
  useautomaticdiscounts: nothing({ ...answered, UseAutomaticDiscounts: true }),
  calculatediscounts: { ...get(calculateDiscounts), verbs: ['GET', 'POST'] },
  promocodeinfo: get(promocodeInfo),
  unlockpromocode: free,
  unlockpromocodenew: worded(free),
  redeempromocode: post(redeemPromocode),
  activatepromocode: post(activatePromocode),
  salesturnover: get(salesTurnover),
  receipts: { verbs: ['POST'], scope: 'till', mostBytes: RECEIPTS_BYTES, run: takeReceipts },
  ...Object.fromEntries(Object.entries(noneOfThese).map(([name, answer]) => [name, nothing(answer)])),
  getleftovers: { ...nothing(noneOfThese.getleftovers), verbs: ['GET', 'POST'] },
  getgiftcardinfo: { ...nothing(noneOfThese.getgiftcardinfo), verbs: ['GET', 'POST'] },
  unlockgiftcard: noGiftCard,
  unlockgiftcardnew: worded(noGiftCardPays),
  writeoffgiftcard: noGiftCardPays,
  writeoffgiftcardnew: worded(noGiftCardPays),
  processmarkingcode: notHere,
  getgosisauthorizationtoken: notHere,
  unitedbonuscards: notHere,
};
