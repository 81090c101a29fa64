import { answered } from '@bonum/adapters/onec-till/card-answers';
import { normaliseCode, type Promotion } from '@bonum/engine';
import { json, said, type Ask, type Reply } from './ask.ts';
import { namedRule } from './references.ts';
import { words } from './words.ts';

/** The promotion that everybody gets with this code; 'single' where a code is good for one time, null where there is none such. */
async function promotionOf({ shell, query }: Ask): Promise<Promotion | 'single' | null> {
  const code = normaliseCode(query.get('Promocode') ?? '');
  if (code === '') return null;
  const { programme } = await shell.programmes.current();
  const promotion = programme.promotions.find(({ codes }) =>
    codes?.some((candidate) => normaliseCode(candidate) === code),
  );
  if (promotion) return promotion;
  const single = await shell.db
    .selectFrom('promo_code')
    .select('code')
    .where('code', '=', code)
    .executeTakeFirst();
  return single ? 'single' : null;
}

/** `promocodeinfo`: `Avalible` is how 1C spells it. */
export async function promocodeInfo(ask: Ask): Promise<Reply> {
  const promotion = await promotionOf(ask);
  const good = promotion !== null && promotion !== 'single';
  const { programme } = await ask.shell.programmes.current();
  const named = good ? namedRule(programme, promotion.id) : null;
  return json({
    ...answered,
    PromocodeIsAvalible: good,
    PromocodeStatus: good ? '' : promotion === 'single' ? words.singleUse : words.noSuchCode,
    PromocodeDiscountDescription: named?.Name ?? '',
    PromocodeDiscount: named ?? '',
  });
}

/** `unlockpromocode`: a code for everybody is never kept for one till, so it is free as it was. */
export const unlockPromocode = async (): Promise<Reply> => said(words.codeFreed);

/** `redeempromocode`: the receipt counts it, by its limits; until then it has only been asked about. */
export async function redeemPromocode(ask: Ask): Promise<Reply> {
  const promotion = await promotionOf(ask);
  if (promotion === null) return { status: 404, text: words.noSuchCode };
  return promotion === 'single' ? { status: 409, text: words.singleUse } : said(words.codeRedeemed);
}

/** `activatepromocode` would issue a code for next time; Bonum does with the receipt, and prints it. */
export const activatePromocode = async (): Promise<Reply> => ({ status: 409, text: words.codesByReceipt });
