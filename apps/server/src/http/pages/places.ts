import { operations } from '@bonum/contract';
import { brand, chevron, page } from './frame.ts';
import { html, type Html } from './html.ts';
import type { Language } from './languages.ts';
import { texts, type Texts } from './texts.ts';

/** The addresses kept for the apps. */
export type Place = 'home' | 'studio';

interface Shown {
  readonly place: Place;
  readonly language: Language;
  /** Whether the page of sent messages is served. */
  readonly demo: boolean;
}

export function placePage({ place, language, demo }: Shown): string {
  const words = texts[language];
  const { title, lead, body } = words[place];
  const main = html`<main class="place">
    <section class="card">
      <header>${brand}${place !== 'home' && html`<span class="where">${title}</span>`}</header>
      <h1>${lead}</h1>
      <p>${body}</p>
      <nav class="strip">${links({ place, language, demo }, words)}</nav>
    </section>
    ${receipt(words)}
  </main>`;
  return page({ language, title: place === 'home' ? title : `${title} · Bonum`, main });
}

function links({ place, demo }: Shown, words: Texts): Html {
  const home = place !== 'home' && link('/', words.homeLink);
  return html`${link('/docs', words.reference)}${demo && link('/dev/messages', words.messages)}${home}`;
}

const link = (address: string, { name, hint }: Texts['reference']): Html =>
  html`<a href="${address}"
    ><span><b>${name}</b><small>${hint}</small></span
    >${chevron}</a
  >`;

/** What works today, as a receipt: counted from the contract, so that it cannot boast. */
function receipt(words: Texts): Html {
  const all = Object.values(operations);
  const rows = Object.entries(words.tags).map(([tag, name]) => {
    const count = all.filter((operation) => operation.tag === tag).length;
    return html`<tr>
      <th scope="row">${name}</th>
      <td class="bars" aria-hidden="true">${bars(count)}</td>
      <td class="number">${count}</td>
    </tr>`;
  });
  return html`<section class="receipt">
    <h2>${words.today}</h2>
    <table>
      <tbody>
        ${rows}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${words.total}</th>
          <td></td>
          <td class="number">${all.length}</td>
        </tr>
      </tfoot>
    </table>
  </section>`;
}

/** One bar is one operation. */
const bars = (count: number): Html[] => Array.from({ length: count }, () => html`<i></i>`);
