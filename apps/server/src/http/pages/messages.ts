import { brand, page } from './frame.ts';
import { html, type Html } from './html.ts';
import type { Language } from './languages.ts';

/** What the demo channel sent. */
export interface SentMessage {
  readonly at: string | Date;
  readonly channel: string;
  readonly address: string;
  readonly purpose: string;
  /** The subject of an e-mail, the first line of a push. */
  readonly title: string | null;
  /** What was said; of a call the number that rings. */
  readonly body: string;
}

export type ListMessages = () => Promise<readonly SentMessage[]>;

const most = 100;

const words = {
  ru: {
    title: 'Сообщения',
    lead: 'Этот сервер никому не звонит и не пишет: всё, что он отправил бы, видно здесь.',
    empty: 'Сообщений пока нет',
    emptyBody: 'Запросите код через request-confirmation: он появится здесь через секунду.',
    reference: 'Открыть справочник API',
    earlier: 'Раньше',
    stale: 'Нет связи с сервером. Ниже то, что было на',
    channels: { sms: 'SMS', flashcall: 'звонок', email: 'письмо', push: 'push' },
    purposes: {
      'confirm-join': 'вступление',
      'confirm-spend': 'оплата баллами',
      'confirm-sign-in': 'вход',
      'confirm-recover': 'возврат доступа',
      'confirm-change-phone': 'смена телефона',
      'confirm-change-email': 'смена почты',
      'confirm-agree': 'для сотрудника',
    },
    rings: (number: string) => `Звонит ${number}`,
  },
  en: {
    title: 'Messages',
    lead: 'This server calls and writes to nobody: whatever it would send is shown here.',
    empty: 'No messages yet',
    emptyBody: 'Ask for a code with request-confirmation: it will be here in a second.',
    reference: 'Open the API reference',
    earlier: 'Earlier',
    stale: 'The server does not answer. Below is what was there at',
    channels: { sms: 'SMS', flashcall: 'call', email: 'e-mail', push: 'push' },
    purposes: {
      'confirm-join': 'joining',
      'confirm-spend': 'paying with points',
      'confirm-sign-in': 'signing in',
      'confirm-recover': 'getting back in',
      'confirm-change-phone': 'another phone',
      'confirm-change-email': 'another e-mail',
      'confirm-agree': 'for staff',
    },
    rings: (number: string) => `A call from ${number}`,
  },
} as const;

/** The last hundred messages, the newest in large type: what a developer came for is mostly its code. */
export function messagesPage(messages: readonly SentMessage[], language: Language, now: Date): string {
  const word = words[language];
  const newestFirst = messages
    .map((message) => ({ ...message, at: new Date(message.at) }))
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, most);
  const [newest, ...earlier] = newestFirst.map((message) => seen(message, language, now));
  const main = html`<div class="bar">
      <div>${brand}<span class="where">${word.title}</span></div>
    </div>
    <p class="stale" role="status" data-text="${word.stale}" hidden></p>
    <main class="messages" id="messages">
      ${newest ? html`${hero(newest)}${rest(earlier, language)}` : empty(language)}
      <p class="lead">${word.lead}</p>
    </main>`;
  return page({ language, title: `${word.title} · Bonum`, main, script: '/assets/messages.js', refresh: 3 });
}

interface Seen {
  readonly time: Html;
  readonly channel: string;
  readonly address: string;
  readonly purpose: string;
  readonly body: string;
  /** The one-time code in the text, if it has one. */
  readonly code: string | undefined;
}

function seen(message: SentMessage & { readonly at: Date }, language: Language, now: Date): Seen {
  const sameDay = message.at.toDateString() === now.toDateString();
  const format = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    ...(!sameDay && { day: 'numeric', month: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const { rings, ...word } = words[language];
  const purposes: Readonly<Record<string, string>> = word.purposes;
  const channels: Readonly<Record<string, string>> = word.channels;
  const said = message.channel === 'flashcall' ? rings(message.body) : message.body;
  return {
    time: html`<time datetime="${message.at.toISOString()}">${format.format(message.at)}</time>`,
    channel: channels[message.channel] ?? message.channel,
    address: message.address,
    purpose: purposes[message.purpose] ?? message.purpose,
    body: message.title === null ? said : `${message.title} · ${said}`,
    code: /(?<!\d)\d{4,8}(?!\d)/.exec(message.body)?.[0],
  };
}

const hero = ({ time, channel, address, purpose, body, code }: Seen): Html =>
  html`<section class="card newest">
    <header>
      <span class="address">${address}</span><span class="side">${channel} · ${purpose} · ${time}</span>
    </header>
    ${code !== undefined && html`<p class="code">${code}</p>`}
    <p class="${code === undefined ? 'text large' : 'text'}">${body}</p>
  </section>`;

function rest(messages: readonly Seen[], language: Language): Html | undefined {
  if (messages.length === 0) return undefined;
  return html`<section class="earlier">
    <h2>${words[language].earlier}</h2>
    <ol>
      ${messages.map(row)}
    </ol>
  </section>`;
}

const row = ({ time, channel, address, purpose, body, code }: Seen): Html =>
  html`<li>
    <span class="when">${time}</span>
    <span class="what"><b>${address}</b><small>${channel} · ${purpose}</small></span>
    <span class="body">${body}</span>
    <span class="digits">${code}</span>
  </li>`;

const empty = (language: Language): Html =>
  html`<section class="empty">
    <h1>${words[language].empty}</h1>
    <p>${words[language].emptyBody}</p>
    <a class="button" href="/docs">${words[language].reference}</a>
  </section>`;
