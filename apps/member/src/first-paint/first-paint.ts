import { barcode, caretRight, history, houseFill, tag, user } from '@bonum/ui/icons';
import type { Language } from '@bonum/ui/language';
import { homeWords } from '../pages/home/words.ts';
import { signInWords } from '../pages/sign-in/words.ts';
import { shellWords } from '../shell/words.ts';

/** Where the server writes whose app it is: the name, and the logo in place of the bars. */
const BRAND =
  '<span class="brand-name"><!--logo--><svg width="24" height="24" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true"><path d="M2 4h2v16H2zM6 4h1v16H6zM9 4h4v16H9zM15 4h1v16h-1zM18 4h1v16h-1zM21 4h1v16h-1z"/></svg><!--/logo--><!--name--></span>';

/**
 * What a page shows until its code has come, in the very elements that it then has: the app takes them over, so nothing moves. By
 * the noun of the page's address. The build makes them, the server sends them with the page; `e2e/first-paint.test.ts` lays
 * both on each other.
 */
export const firstPaints: Readonly<Record<string, (language: Language) => string>> = {
  'sign-in': signIn,
  '': home,
};

function signIn(language: Language): string {
  const { phone } = signInWords[language];
  const other = language === 'ru' ? 'en' : 'ru';
  return `<div class="column"><main class="page sign-in"><div class="sign-in-head"><div class="sign-in-brand">${BRAND}<button type="button" class="sign-in-language" lang="${other}">${other === 'ru' ? 'Русский' : 'English'}</button></div><h1 tabindex="-1">${phone.title}</h1><p class="sign-in-lead">${phone.lead}</p></div><div class="sign-in-body"><form class="first-form">${block('field')}${block('button')}</form></div></main></div>`;
}

function home(language: Language): string {
  const { title, loading, show } = homeWords[language];
  const strip = `<a class="barcode-strip" href="/app/card"><span class="barcode-strip-code"></span><span class="barcode-strip-words"><span>${show[0]}<br>${show[1]}</span>${icon(caretRight)}</span></a>`;
  const card = `<section class="balance-card"><div class="balance-in"><div class="balance-top">${BRAND}</div><div class="balance-loading">${block('hero')}${block('unit')}<!--kinds-->${block('kinds')}<!--/kinds--></div></div>${strip}</section>`;
  const rest = `<div class="home-loading">${block('title')}${block('line')}${block('row')}</div>`;
  return `<div class="column with-tabs"><main class="page"><header class="visually-hidden"><h1 tabindex="-1">${title}</h1></header><div class="home" aria-busy="true" aria-label="${loading}">${card}${rest}</div></main>${tabs(language)}</div>`;
}

function tabs(language: Language): string {
  const say = shellWords[language].tabs;
  const tab = (href: string, drawn: string, name: string, more = '') =>
    `<a href="/app/${href}"${more}>${icon(drawn)}<span>${name}</span></a>`;
  return `<nav class="tab-bar" aria-label="${say.label}">${[
    tab('', houseFill, say.home, ' aria-current="page"'),
    tab('offers', tag, say.offers),
    tab('card', barcode, say.card, ' class="hero"'),
    tab('history', history, say.history),
    tab('profile', user, say.profile),
  ].join('')}</nav>`;
}

const icon = (drawn: string): string => `<span class="icon" aria-hidden="true">${drawn}</span>`;

/** Its size is in the sheet: the policy of the page lets no style stand on an element. */
const block = (of: string): string => `<i class="skeleton first-${of}" aria-hidden="true"></i>`;
