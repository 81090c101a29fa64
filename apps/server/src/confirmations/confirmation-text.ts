import type { Purpose } from './check-confirmation.ts';

/** What a one-time code is sent with; it names what it is for, so that nobody reads a spending code out by mistake. */
export const confirmationText = (purpose: Purpose, code: string, language: 'ru' | 'en'): string =>
  texts[language][purpose](code);

const texts = {
  ru: {
    join: (code: string) =>
      `${code} — код для вступления в программу. Никому, кроме кассира, его не говорите.`,
    spend: (code: string) => `${code} — код для оплаты баллами. Назовите его, только если платите сейчас.`,
  },
  en: {
    join: (code: string) => `${code} is your code to join. Tell it to nobody but the cashier.`,
    spend: (code: string) => `${code} is your code to pay with points. Tell it only if you are paying now.`,
  },
};
