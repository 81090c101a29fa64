import { brand, page } from './frame.ts';
import { html, type Html } from './html.ts';
import type { Language } from './languages.ts';

/** An operator of the demo, and what opens the desk as them. */
export interface DemoOperator {
  readonly role: string;
  readonly name: string;
  readonly login: string;
  readonly password: string;
  /** Of this half minute. */
  readonly code: string;
}

const words = {
  ru: {
    title: 'Сотрудники',
    lead: 'Только в демонстрации: пароль и код для каждой роли. Вход по адресу',
    stale: 'Нет связи с сервером. Ниже то, что было на',
  },
  en: {
    title: 'Staff',
    lead: 'In the demo only: a password and the code of the moment for each role. Sign in at',
    stale: 'The server does not answer. Below is what was there at',
  },
} as const;

/** How to sign in to the desk of the demo, as whom one likes. */
export function demoStaffPage(staff: readonly DemoOperator[], language: Language): string {
  const word = words[language];
  const main = html`<div class="bar">
      <div>${brand}<span class="where">${word.title}</span></div>
    </div>
    <p class="stale" role="status" data-text="${word.stale}" hidden></p>
    <main class="messages" id="messages">
      <section class="earlier">
        <h1>${word.title}</h1>
        <ol>
          ${staff.map(row)}
        </ol>
      </section>
      <p class="lead">${word.lead} <a href="/desk/sign-in">/desk/sign-in</a></p>
    </main>`;
  return page({ language, title: `${word.title} · Bonum`, main, script: '/assets/messages.js', refresh: 3 });
}

const row = ({ role, name, login, password, code }: DemoOperator): Html =>
  html`<li>
    <span class="when">${role}</span>
    <span class="what"><b>${login}</b><small>${name}</small></span>
    <span class="body">${password}</span>
    <span class="digits">${code}</span>
  </li>`;
