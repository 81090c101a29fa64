import { answered, failed } from '@bonum/adapters/onec-till/card-answers';
import {
  readReceipts,
  type ReturnedDocument,
  type SoldDocument,
  type TillDocument,
} from '@bonum/adapters/onec-till/read-receipts';
import { decideOfflineSale } from '../checkout/offline-sale.ts';
import { decideReturnReceipt } from '../checkout/return-receipt.ts';
import { decideAndWrite, type KeyCaller, type Refusal } from '../operation.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';
import { json, type Ask, type Reply } from './ask.ts';
import { chargedSale, pointsOf } from './charged-sale.ts';
import { findSale, outLines, shownBy, storedVersion, type Receipts } from './find-sale.ts';
import { isOpen, keepOpen } from './kept-receipts.ts';
import { momentOf } from './local-time.ts';
import { payingKinds, takeOf } from './paying.ts';
import { promotionsByRef } from './references.ts';
import { returnedLines } from './returned-lines.ts';
import { setAsideAt, type Place } from './set-aside.ts';
import { sentenceOf } from './words.ts';

/** What became of a document. */
export interface Taken {
  readonly Ref_Key: string;
  readonly Number: string;
  /**
   * booked; adjusted: booked as it was charged, and the rules had said something else; again: it was there; skipped: it is not posted;
   * waiting: its sale is not there yet, send it again; refused, differs: not booked, and Message says why.
   */
  readonly Outcome: 'booked' | 'adjusted' | 'again' | 'skipped' | 'waiting' | 'refused' | 'differs';
  readonly Message: string;
  /** Why, for programs: the code of a refusal, or unreadable, or no-such-date; empty where nothing is wrong. */
  readonly Code: string;
  /** Points that it gave. */
  readonly BonusCount: number;
}

type FeedAsk = Ask<KeyCaller>;

/**
 * `receipts`: receipts of 1C as its standard OData interface gives them, in any order and as often as one likes. Each is booked once,
 * by its own id, as a sale that a till has charged.
 */
export async function takeReceipts(ask: FeedAsk): Promise<Reply> {
  const read = readReceipts(ask.body);
  if (!read.ok) return json(failed(read.says));
  const taken = new Map<number, Taken>();
  const version = await ask.shell.programmes.current();
  const documents = read.value.flatMap((document, place) => {
    if (document.ok) return [{ document: document.value, place }];
    taken.set(place, {
      ...unread,
      Ref_Key: document.guid ?? '',
      Number: document.number,
      Message: document.says,
    });
    return [];
  });
  for (const { document, place } of documents.toSorted((one, other) => before(one.document, other.document)))
    taken.set(place, await takeOne(ask, version, document));
  await keepOpen(
    ask,
    read.value.flatMap((document, place) => {
      const outcome = taken.get(place);
      return outcome ? [{ document: document.ok ? document.value : document, taken: outcome }] : [];
    }),
  );
  const Receipts = read.value.flatMap((_, place) => taken.get(place) ?? []);
  const open = Receipts.filter(isOpen);
  return json({
    ...(open.length === 0
      ? answered
      : failed(open.map(({ Number: number, Message }) => `${number} ${Message}`.trim()).join('\n'))),
    Receipts,
  });
}

const unread: Taken = {
  Ref_Key: '',
  Number: '',
  Outcome: 'refused',
  Message: '',
  Code: 'unreadable',
  BonusCount: 0,
};

/** A return after its sale, whatever the clocks said. */
const before = (one: TillDocument, other: TillDocument): number =>
  Number(one.type === 'return') - Number(other.type === 'return') || (one.at < other.at ? -1 : 1);

/** Books a document, unless it is booked. */
export async function takeOne(
  ask: Pick<FeedAsk, 'shell' | 'caller'>,
  version: ProgrammeVersion,
  document: TillDocument,
): Promise<Taken> {
  const tell: Tell = (Outcome, Message = '', rest = {}) => ({
    Ref_Key: document.guid,
    Number: document.number,
    Outcome,
    Message,
    Code: '',
    BonusCount: 0,
    ...rest,
  });
  if (!document.posted) return tell('skipped', 'Документ не проведён');
  const at = momentOf(document.at, version.compiled.calendar);
  if (at === null) return tell('refused', `Такой даты нет: ${document.at}`, { Code: 'no-such-date' });
  if (document.lines.length === 0) return tell('skipped', 'В документе нет товаров');
  const receipts: Receipts = { ...ask, place: placeOf(ask.caller, document), version };
  return document.type === 'sale'
    ? takeSale(receipts, { document, at, tell })
    : takeReturn(receipts, { document, at, tell });
}

/** A key says for which till it speaks; one of the office takes the document's word. */
const placeOf = ({ storeId, tillId }: KeyCaller, { storeRef, tillRef }: TillDocument): Place => ({
  storeId: storeId ?? storeRef,
  tillId: tillId ?? tillRef,
});

interface Taking<Document> {
  readonly document: Document;
  readonly at: string;
  readonly tell: Tell;
}

type Tell = (
  outcome: Taken['Outcome'],
  message?: string,
  rest?: Partial<Pick<Taken, 'Code' | 'BonusCount'>>,
) => Taken;

function tellRefused({ tell, document }: Taking<TillDocument>, refusal: Refusal): Taken {
  const { code, path = '' } = refusal;
  const line = /^\/lines\/(\d+)\/productId$/.exec(path)?.[1];
  // Whoever looks after the catalogue has to know which.
  const goods = line === undefined ? undefined : document.lines[Number(line)]?.productId;
  const says = goods === undefined ? sentenceOf(refusal) : `${sentenceOf(refusal)}: ${goods}`;
  return tell(code === 'key-reused' ? 'differs' : 'refused', says, { Code: code });
}

async function takeSale(receipts: Receipts, { document, at, tell }: Taking<SoldDocument>): Promise<Taken> {
  const { shell, caller, place, version } = receipts;
  const charged = await storedVersion(receipts, document.guid);
  const used = charged === null ? version : await shell.programmes.byVersion(charged);
  const worth = used.compiled.spending[0]?.kind.worth ?? 100;
  const count = pointsOf(document, worth);
  const shown = await shownBy(receipts, document, count);
  const sale = chargedSale(document, {
    key: { ...place, shift: '1c', number: document.guid },
    at,
    member: shown.member,
    programmeVersion: used.version,
    promotions: promotionsByRef(used.programme),
    worth,
    kinds: (points) => shown.parts ?? takeOf(used, allOf(used, points), points),
  });
  const aside = setAsideAt(place, shown.ownerId);
  const booked = await decideAndWrite({ id: 'sync-receipts', shell, caller }, (call) =>
    decideOfflineSale(call, sale, at, aside),
  );
  if (!booked.ok) return tellRefused({ document, at, tell }, booked);
  const { again, difference, earned, withoutMember } = booked.value;
  const said =
    withoutMember === null ? '' : `Учтён без карты: ${sentenceOf({ code: withoutMember as 'unknown-card' })}`;
  const gave = Object.values(earned).reduce((sum, points) => sum + points, 0);
  return tell(again ? 'again' : difference ? 'adjusted' : 'booked', said, { BonusCount: gave });
}

/** Where nobody has held any, they are of the kind that is spent first. */
const allOf = (version: ProgrammeVersion, count: number): Record<string, number> =>
  Object.fromEntries(
    payingKinds(version)
      .slice(0, 1)
      .map(({ id }) => [id, count]),
  );

async function takeReturn(
  receipts: Receipts,
  { document, at, tell }: Taking<ReturnedDocument>,
): Promise<Taken> {
  const { shell, caller, place } = receipts;
  const sale = await findSale(receipts, document.of);
  if (sale === null)
    return tell('waiting', sentenceOf({ code: 'unknown-receipt' }), { Code: 'unknown-receipt' });
  const sold = await outLines(receipts, sale, document.guid);
  const lines = sold.before ?? returnedLines(document, sold.lines);
  if (lines === null)
    return tell('refused', sentenceOf({ code: 'quantity-exceeded' }), { Code: 'quantity-exceeded' });
  const key = { ...place, shift: '1c', number: document.guid };
  const booked = await decideAndWrite({ id: 'sync-receipts', shell, caller }, (call) =>
    decideReturnReceipt(call, { key, at, of: sale.key, lines: [...lines], language: 'ru' }, at),
  );
  if (booked.ok) return tell(sold.before ? 'again' : 'booked');
  return tellRefused({ document, at, tell }, booked);
}
