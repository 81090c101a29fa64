import { words, type Forms, type Language } from '@bonum/ui/language';

export const changeForms: Readonly<Record<Language, Forms>> = {
  ru: { one: 'изменение', few: 'изменения', many: 'изменений', other: 'изменения' },
  en: { one: 'change', other: 'changes' },
};

export const stripWords = words({
  ru: {
    asOf: (system: string, at: string) => `По данным ${system} на ${at}`,
    notAsked: (system: string) => `${system} об этом участнике ещё ничего не говорила`,
    away: (system: string) => `${system} не отвечает.`,
    awaySince: (system: string, at: string) => `${system} не отвечает с ${at}.`,
    shownAt: (at: string) => `Показаны последние известные данные, на ${at}.`,
    shownOwn: 'Показано то, что знает Bonum.',
    waiting: (changes: string, count: number, system: string) =>
      `${changes} ${count % 10 === 1 && count % 100 !== 11 ? 'ждёт' : 'ждут'} отправки в ${system}`,
    refused: (changes: string, system: string) => `${changes} ${system} не приняла.`,
    settle: 'Разобрать',
    tellSenior: 'Скажите старшему смены.',
  },
  en: {
    asOf: (system: string, at: string) => `As ${system} had it at ${at}`,
    notAsked: (system: string) => `${system} has said nothing of this member yet`,
    away: (system: string) => `${system} does not answer.`,
    awaySince: (system: string, at: string) => `${system} has not answered since ${at}.`,
    shownAt: (at: string) => `What was known last is shown, as of ${at}.`,
    shownOwn: 'What Bonum knows is shown.',
    waiting: (changes: string, count: number, system: string) =>
      `${changes} ${count === 1 ? 'waits' : 'wait'} to be sent to ${system}`,
    refused: (changes: string, system: string) => `${system} refused ${changes}.`,
    settle: 'Settle it',
    tellSenior: 'Tell the senior on duty.',
  },
});
