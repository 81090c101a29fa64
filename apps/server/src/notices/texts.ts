import type { Input } from '@bonum/contract';
import type { Kysely } from 'kysely';
import { readContent } from '../content/content.ts';
import type { Database } from '../database/schema.ts';
import type { NoticeKind } from './news.ts';

/** What stands in braces in a notice's text. */
type Placeholder = 'points' | 'amount' | 'level' | 'offer' | 'until';
export type Named = Readonly<Record<Placeholder, string>>;

interface Says {
  readonly title: string;
  readonly text: string;
}
/** What is said of each kind of notice, in each language. */
export type NoticeTexts = { readonly [K in NoticeKind]: { readonly ru: Says; readonly en: Says } };
type Own = Input<'put-notice-texts'>['texts'];

/** What is known of each kind, and so may be said of it. */
export const placeholders: { readonly [K in NoticeKind]: Placeholder[] } = {
  welcome: [],
  'points-earned': ['points', 'amount'],
  'points-spent': ['amount'],
  'points-granted': ['points'],
  'points-withdrawn': ['points'],
  'points-active': ['points'],
  'points-expiring': ['points', 'until'],
  'points-expired': ['points'],
  'receipt-returned': ['amount'],
  'receipt-claimed': [],
  'level-changed': ['level'],
  'offer-given': ['offer'],
  'card-issued': [],
  'card-blocked': [],
  'card-unblocked': [],
  'data-changed': [],
  suspended: [],
  resumed: [],
  'sign-in-code-given': [],
  'profiles-parted': [],
  'profiles-merged': [],
};

/** What a chain says that has not said otherwise. */
const usual: NoticeTexts = {
  welcome: {
    ru: { title: 'Вы с нами', text: 'Показывайте карту на кассе: баллы придут сами.' },
    en: { title: 'Welcome', text: 'Show your card at the till, and points will come by themselves.' },
  },
  'points-earned': {
    ru: { title: 'Начислили {points}', text: 'За покупку на {amount}' },
    en: { title: 'You earned {points}', text: 'For a purchase of {amount}' },
  },
  'points-spent': {
    ru: { title: 'Вы заплатили баллами', text: 'Покупка стала дешевле на {amount}' },
    en: { title: 'You paid with points', text: 'Your purchase cost {amount} less' },
  },
  'points-granted': {
    ru: { title: 'Вам начислили {points}', text: 'От нашей поддержки' },
    en: { title: 'You were given {points}', text: 'By our support' },
  },
  'points-withdrawn': {
    ru: { title: 'Сняли {points}', text: 'Исправила наша поддержка. Есть вопросы? Напишите нам.' },
    en: { title: '{points} taken off', text: 'Put right by our support. Questions? Write to us.' },
  },
  'points-active': {
    ru: { title: 'Можно тратить {points}', text: 'Они ждали своего срока и теперь ваши.' },
    en: { title: '{points} can be spent now', text: 'They were waiting for their day.' },
  },
  'points-expiring': {
    ru: {
      title: 'Скоро истекут {points}',
      text: 'Потратьте их до {until}: на кассе достаточно показать карту.',
    },
    en: { title: '{points} expire soon', text: 'Spend them by {until}: show your card at the till.' },
  },
  'points-expired': {
    ru: { title: 'Истёк срок: {points}', text: 'Когда истекают остальные, видно на главной.' },
    en: { title: 'Expired: {points}', text: 'Home shows when the others expire.' },
  },
  'receipt-returned': {
    ru: { title: 'Возврат оформлен', text: 'Вернули {amount}. Баллы пересчитаны.' },
    en: { title: 'Your return is done', text: '{amount} given back. Points are set right.' },
  },
  'receipt-claimed': {
    ru: { title: 'Чек засчитан', text: 'Баллы за него уже на счёте.' },
    en: { title: 'Your receipt counts', text: 'Its points are in your account.' },
  },
  'level-changed': {
    ru: { title: 'Ваш уровень: {level}', text: 'Что он даёт, видно на главной.' },
    en: { title: 'Your level: {level}', text: 'Home shows what it gives you.' },
  },
  'offer-given': {
    ru: { title: '{offer}', text: 'Личное предложение: только для вас.' },
    en: { title: '{offer}', text: 'A personal offer, for you alone.' },
  },
  'card-issued': {
    ru: { title: 'Добавлена карта', text: 'Баллы на всех картах общие.' },
    en: { title: 'A card was added', text: 'All your cards share one account of points.' },
  },
  'card-blocked': {
    ru: { title: 'Карта заблокирована', text: 'Баллы на месте. Если это были не вы, напишите нам.' },
    en: { title: 'A card is blocked', text: 'Your points are safe. If it was not you, write to us.' },
  },
  'card-unblocked': {
    ru: { title: 'Карта снова работает', text: 'Её можно показывать на кассе.' },
    en: { title: 'Your card works again', text: 'You can show it at the till.' },
  },
  'data-changed': {
    ru: {
      title: 'Ваши данные изменили',
      text: 'Это сделал сотрудник. Если вы не просили, напишите нам.',
    },
    en: {
      title: 'Your details were changed',
      text: 'By our staff. If it was not you who asked, write to us.',
    },
  },
  suspended: {
    ru: {
      title: 'Участие приостановлено',
      text: 'Баллы на месте, но пока не копятся и не тратятся. Почему, скажет поддержка.',
    },
    en: {
      title: 'Your participation is suspended',
      text: 'Your points are kept, but earn and spend nothing for now. Our support can say why.',
    },
  },
  resumed: {
    ru: { title: 'Вы снова участвуете', text: 'Баллы опять копятся и тратятся.' },
    en: { title: 'You take part again', text: 'Points are earned and spent as before.' },
  },
  'sign-in-code-given': {
    ru: {
      title: 'Вам выдали код для входа',
      text: 'Если вы не просили об этом сотрудника, сразу напишите нам.',
    },
    en: {
      title: 'A code to sign in was given out',
      text: 'If you did not ask our staff for it, write to us at once.',
    },
  },
  'profiles-parted': {
    ru: { title: 'Профили снова разделены', text: 'Баллы и карты вернулись туда, где были.' },
    en: { title: 'Your profiles are two again', text: 'Points and cards are where they were.' },
  },
  'profiles-merged': {
    ru: { title: 'Профили объединены', text: 'Баллы и карты теперь в одном месте.' },
    en: { title: 'Your profiles are one', text: 'Points and cards are in one place now.' },
  },
};

/** The chain's own words, and the usual ones where it has none. */
export const withUsual = (own: Own): NoticeTexts => ({ ...usual, ...own });

export async function readTexts(db: Kysely<Database>): Promise<NoticeTexts> {
  const written = await readContent<Input<'put-notice-texts'>>(db, 'notice-texts');
  return withUsual(written?.document.texts ?? {});
}

const inBraces = /\{([^{}]*)\}/g;

/** A text with what is named in it. */
export const filled = (text: string, named: Named): string =>
  text.replaceAll(inBraces, (_, name: string) => named[name as Placeholder] ?? '');

/** Where something stands in braces that is not known of such a notice; null: nowhere. */
export function unknownIn(
  own: Own,
): { readonly path: string; readonly kind: NoticeKind; readonly name: string } | null {
  for (const [kind, languages] of Object.entries(own) as [NoticeKind, NoticeTexts[NoticeKind]][])
    for (const [language, says] of Object.entries(languages) as ['ru' | 'en', Says][])
      for (const [field, text] of Object.entries(says) as ['title' | 'text', string][])
        for (const [, name = ''] of text.matchAll(inBraces))
          if (!placeholders[kind].some((known) => known === name))
            return { path: `/texts/${kind}/${language}/${field}`, kind, name };
  return null;
}
