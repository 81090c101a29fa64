import { useWords, words } from '@bonum/ui/language';
import type { Command } from './ask-record.ts';

type About = Readonly<Record<'names' | 'setting', string>>;

/** What is to be done about a refusal, where more can be said than in how few words it is called. */
const refusalWords = words({
  ru: {
    refusals: {
      'no-field': ({ names, setting }: About) =>
        `Там нет: ${names}. Записанное туда пропало бы молча. Верните имя или назовите новое в настройках (${setting}) и повторите.`,
      'consent-stays': ({ names }: About) =>
        `Участник отозвал согласие (${names}), а 1С вернула его: так решает её код. Снимите согласие там вручную и повторите; до этого там могут продолжать рассылку.`,
      'not-divisible': ({ names, setting }: About) =>
        `${names} по ${setting} не пересчитать: доли меньше сотой там не пишут. Поправьте это там вручную.`,
      'no-card': () => 'Баллы там лежат на картах. Выдайте участнику карту и повторите.',
      'no-owner': () => 'На карте там нет владельца. Впишите его там или измените здесь данные участника.',
      'not-posted': () =>
        'Документ там есть и ждёт. Устраните причину и повторите, или проведите его там вручную.',
      'keys-not-taken': ({ names }: About) =>
        `Вместо нашего ключа объект получил ${names}. Найдите его там и пометьте на удаление.`,
      'card-of-another': ({ names }: About) => `Карта там у другого: ${names}. Разберитесь, чья она.`,
      several: ({ names }: About) => `Так указано там у нескольких: ${names}. Оставьте одного.`,
      'not-registered': () => 'Сначала участник должен там появиться.',
      'not-there': () => 'Под известным нам именем его там больше нет. Найдите, что с ним стало.',
      'not-found': ({ names }: About) =>
        names === '' ? 'Такого там нет.' : `Там нет ${names}, или он в архиве.`,
      'unknown-store': ({ names, setting }: About) =>
        `Магазин ${names} не назван. Впишите его номер в ${setting} в настройках и повторите.`,
      'unknown-till': ({ names, setting }: About) =>
        `Касса ${names} не названа. Впишите её номер в ${setting} в настройках и повторите.`,
      'unknown-goods': ({ names, setting }: About) =>
        `Код товара ${names} там не подходит. Проверьте ${setting} в настройках.`,
      'long-number': ({ names }: About) => `Номер ${names} длиннее 20 знаков, и его там обрежут.`,
      unsure: ({ names }: About) =>
        `Ответ потерялся. Поищите там заказ с комментарием «${names}»: если его нет — повторите, если есть — не передавайте.`,
      'other-member': ({ names }: About) =>
        `Там это участник ${names}. Исправьте там телефон или карту и повторите.`,
      'other-waits': ({ names }: About) => `Сначала решите отказ у участника ${names}.`,
    },
  },
  en: {
    refusals: {
      'no-field': ({ names, setting }: About) =>
        `It has no ${names}. What is written there would be lost without a word. Give the name back, or say the new one in the settings (${setting}), and try again.`,
      'consent-stays': ({ names }: About) =>
        `The member has withdrawn a consent (${names}), and code of 1C has put it back. Take it away there by hand and tell it again; until then it may go on sending there.`,
      'not-divisible': ({ names, setting }: About) =>
        `${names} cannot be converted by ${setting}: no part smaller than a hundredth is written there. Put it right there by hand.`,
      'no-card': () => 'Points lie on cards there. Give the member a card and try again.',
      'no-owner': () => 'The card has no owner there. Name one there, or change the member’s data here.',
      'not-posted': () =>
        'The document is there and waits. Mend the cause and try again, or post it there by hand.',
      'keys-not-taken': ({ names }: About) =>
        `It was given the key ${names} instead of ours. Look it up there and mark it for deletion.`,
      'card-of-another': ({ names }: About) => `There the card belongs to ${names}. Find out whose it is.`,
      several: ({ names }: About) => `Several have the same there: ${names}. Leave one of them.`,
      'not-registered': () => 'The member has to be there first.',
      'not-there': () => 'By the name that we know it is not there any more. Find out what became of it.',
      'not-found': ({ names }: About) =>
        names === '' ? 'There is none there.' : `There is no ${names} there, or it is in the archive.`,
      'unknown-store': ({ names, setting }: About) =>
        `Store ${names} has no name there. Put its number under ${setting} in the settings and try again.`,
      'unknown-till': ({ names, setting }: About) =>
        `Till ${names} has no name there. Put its number under ${setting} in the settings and try again.`,
      'unknown-goods': ({ names, setting }: About) =>
        `The code ${names} of the goods does not fit there. Look at ${setting} in the settings.`,
      'long-number': ({ names }: About) =>
        `The number ${names} has more than 20 letters and would be cut off there.`,
      unsure: ({ names }: About) =>
        `The answer was lost. Look there for an order with the comment “${names}”: if it is not there, try again; if it is, give this up.`,
      'other-member': ({ names }: About) =>
        `There it is the member ${names}. Put the phone or the card right there and try again.`,
      'other-waits': ({ names }: About) => `Settle first what was refused of the member ${names}.`,
    },
  },
});

/** What to do about a command that was refused; null: its few words and what the system said are all there is. */
export function useRefusalText(): (command: Pick<Command, 'because' | 'about'>) => string | null {
  const { refusals } = useWords(refusalWords);
  const known: Readonly<Record<string, (about: About) => string>> = refusals;
  return ({ because, about }) => {
    if (because === null || about === null) return null;
    const { names = '', setting = '' } = about;
    return known[because]?.({ names, setting }) ?? null;
  };
}
