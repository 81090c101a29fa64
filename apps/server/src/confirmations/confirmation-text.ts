import type { ActionId } from '@bonum/contract';
import type { Language, Purpose } from './purposes.ts';

/**
 * What a one-time code is sent with, short enough that with the line for browsers it is one SMS; it names what it is for, so that nobody reads
 * a spending code out by mistake.
 */
export function confirmationText({ purpose, about, language }: Asked, code: string): string {
  if (about === null) return texts[language][purpose](code);
  const named = about === 'confirm-member-contact' && purpose === 'change-phone' ? 'another-phone' : about;
  return toStaff[language](code, staffWords[named][language]);
}

/** What a code was asked for; `about`: by staff, to whom the member tells it. */
export interface Asked {
  readonly purpose: Purpose;
  readonly about: ActionId | null;
  readonly language: Language;
}

const toStaff: Readonly<Record<Language, (code: string, what: string) => string>> = {
  ru: (code, what) => `${code} — скажите сотруднику, если просили: ${what}.`,
  en: (code, what) => `${code} - tell our staff only if you asked for this: ${what}.`,
};

/** What staff are about to do, in as few words as an SMS has room for. */
const staffWords: Readonly<Record<ActionId | 'another-phone', Readonly<Record<Language, string>>>> = {
  'another-phone': { ru: 'смена телефона', en: 'a new phone' },
  'attach-phone': { ru: 'смена телефона', en: 'a new phone' },
  'confirm-member-contact': { ru: 'почта', en: 'your e-mail' },
  'update-member': { ru: 'смена данных', en: 'new details' },
  'issue-sign-in-code': { ru: 'код для входа', en: 'a code to sign in' },
  'grant-points': { ru: 'начисление баллов', en: 'points granted' },
  'withdraw-points': { ru: 'списание баллов', en: 'points taken off' },
  'reverse-transfer': { ru: 'отмена баллов', en: 'points put right' },
  'give-offer': { ru: 'предложение', en: 'an offer' },
  'issue-card': { ru: 'новая карта', en: 'a new card' },
  'block-card': { ru: 'блокировка карты', en: 'a card blocked' },
  'unblock-card': { ru: 'разблокировка', en: 'a card unblocked' },
  'replace-card': { ru: 'замена карты', en: 'a card replaced' },
  'link-card': { ru: 'привязка карты', en: 'a card linked' },
  'suspend-member': { ru: 'выход из программы', en: 'participation paused' },
  'resume-member': { ru: 'возврат в программу', en: 'participation resumed' },
  'merge-members': { ru: 'слияние профилей', en: 'profiles merged' },
  'undo-merge': { ru: 'разделение профилей', en: 'profiles parted' },
  'add-receipt': { ru: 'забытый чек', en: 'a missing receipt' },
  'return-at-desk': { ru: 'возврат товара', en: 'a return' },
};

/** The subject of an e-mail, the first line of a push. */
export const confirmationTitle = (purpose: Purpose, language: Language): string => titles[language][purpose];

const texts: Readonly<Record<Language, Readonly<Record<Purpose, (code: string) => string>>>> = {
  ru: {
    join: (code) => `${code} — код для вступления в программу. Никому, кроме кассира, его не говорите.`,
    spend: (code) => `${code} — код для оплаты баллами. Назовите его, только если платите сейчас.`,
    'sign-in': (code) => `${code} — код для входа. Никому не говорите.`,
    'change-phone': (code) => `${code} — смена телефона. Никому не говорите.`,
    'change-email': (code) => `${code} — смена почты. Никому не говорите.`,
    recover: (code) => `${code} — возврат доступа. Никому не говорите.`,
    prove: (code) => `${code} — ваши данные. Никому не говорите.`,
    agree: (code) => `${code} — код для сотрудника. Скажите, если просили.`,
    erase: (code) => `${code} — удаление аккаунта. Никому не говорите.`,
  },
  en: {
    join: (code) => `${code} is your code to join. Tell it to nobody but the cashier.`,
    spend: (code) => `${code} is your code to pay with points. Tell it only if you are paying now.`,
    'sign-in': (code) => `${code} is your code to sign in. Tell it to nobody, not even our staff.`,
    'change-phone': (code) => `${code} is your code to change your phone. Tell it to nobody.`,
    'change-email': (code) => `${code} is your code to change your e-mail. Tell it to nobody.`,
    recover: (code) => `${code} is your code to get back in. Tell it to nobody, not even our staff.`,
    prove: (code) => `${code} is your code to open your personal data. Tell it to nobody.`,
    agree: (code) => `${code} is your code for our staff. Tell it only if you asked for it.`,
    erase: (code) => `${code} is your code to erase your account and data. If it was not you, do not use it.`,
  },
};

const titles: Readonly<Record<Language, Readonly<Record<Purpose, string>>>> = {
  ru: {
    join: 'Код для вступления',
    spend: 'Код для оплаты баллами',
    'sign-in': 'Код для входа',
    'change-phone': 'Код для смены телефона',
    'change-email': 'Код для смены почты',
    recover: 'Код для возврата доступа',
    prove: 'Код для доступа к данным',
    agree: 'Код для сотрудника',
    erase: 'Код для удаления аккаунта',
  },
  en: {
    join: 'Your code to join',
    spend: 'Your code to pay with points',
    'sign-in': 'Your code to sign in',
    'change-phone': 'Your code to change your phone',
    'change-email': 'Your code to change your e-mail',
    recover: 'Your code to get back in',
    prove: 'Your code for your personal data',
    agree: 'Your code for our staff',
    erase: 'Your code to erase your account',
  },
};
