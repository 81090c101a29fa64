import { brand, page } from './frame.ts';
import { html } from './html.ts';
import type { Language } from './languages.ts';

const words = {
  ru: {
    title: 'Приглашение',
    lead: 'Этот чек может стать вашим',
    body: 'Скажите кассиру, что хотите вступить в программу, и назовите код: покупка зачтётся вам.',
    none: 'Код приглашения напечатан на чеке. Назовите его кассиру, когда будете вступать в программу.',
  },
  en: {
    title: 'Invitation',
    lead: 'This receipt can count for you',
    body: 'Tell the cashier that you would like to join, and read out the code: the purchase becomes yours.',
    none: 'The code of the invitation is printed on the receipt. Read it out to the cashier when you join.',
  },
} as const;

/** Where the QR code of an anonymous receipt leads. It says nothing of whether the code is a live one. */
export function joinPage(code: string | null, language: Language): string {
  const { title, lead, body, none } = words[language];
  const main = html`<main class="messages invite">
    <section class="card newest">
      <header>${brand}<span class="where">${title}</span></header>
      <h1>${lead}</h1>
      ${code !== null && html`<p class="code invitation">${code}</p>`}
      <p class="text">${code === null ? none : body}</p>
    </section>
  </main>`;
  return page({ language, title: `${title} · Bonum`, main });
}

/** The code of the address in groups that can be read out; null where there is none that could be one. */
export const invitationOf = (written: unknown): string | null =>
  typeof written === 'string' && /^[0-9A-Za-z]{4,64}$/.test(written)
    ? written.toUpperCase().replaceAll(/(.{4})(?=.)/g, '$1 ')
    : null;
