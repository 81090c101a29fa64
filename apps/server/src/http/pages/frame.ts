import { html, type Html } from './html.ts';
import type { Language } from './languages.ts';

export interface Frame {
  readonly language: Language;
  readonly title: string;
  readonly main: Html;
  /** A script of ours, by address. */
  readonly script?: string;
  /** Seconds after which a browser without scripts loads the page again. */
  readonly refresh?: number;
}

/** Six bars: the mark of the product, from the bar everything here is counted in. */
const mark = html`<svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
  <path d="M2 4h2v16H2zM6 4h1v16H6zM9 4h4v16H9zM15 4h1v16h-1zM18 4h1v16h-1zM21 4h1v16h-1z" />
</svg>`;

export const brand = html`<a class="brand" href="/">${mark}<span>Bonum</span></a>`;

export const chevron = html`<svg class="chevron" viewBox="0 0 24 24" aria-hidden="true">
  <path d="m9 5 7 7-7 7" />
</svg>`;

export function page({ language, title, main, script, refresh }: Frame): string {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="/assets/mark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/page.css" />
        ${script !== undefined && html`<script src="${script}" defer></script>`}
        ${refresh !== undefined && html`<noscript><meta http-equiv="refresh" content="${refresh}" /></noscript>`}
      </head>
      <body>
        ${main}
      </body>
    </html> `.text;
}
