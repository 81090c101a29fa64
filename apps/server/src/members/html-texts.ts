import type { Language } from '@bonum/engine';
import { html, Html } from '../http/pages/html.ts';
import { exportWords } from './export-words.ts';
import { isLong } from './in-pieces.ts';

interface Reader {
  readonly language: Language;
  /** By whose clock: `Europe/Moscow`. */
  readonly zone: string;
}

const style =
  'body{font:16px/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}table{border-collapse:collapse}td,th{padding:.2rem .8rem .2rem 0;text-align:start;vertical-align:top}li{margin:.6rem 0}';

/** Everything as a page that any browser opens, without a script and without the network; long lists are read as they are sent. */
export async function* htmlTexts(data: object, reader: Reader): AsyncGenerator<string> {
  const { title, sections } = exportWords[reader.language];
  const titles: Readonly<Record<string, string>> = sections;
  const head = html`<meta charset="utf-8" /><meta name="viewport" content="width=device-width" />
    <title>${title}</title>`;
  yield `<!doctype html><html lang="${reader.language}">${head.text}<style>${style}</style>${html`<h1>${title}</h1>`.text}`;
  for (const [name, value] of Object.entries(data)) {
    yield html`<h2>${titles[name] ?? name}</h2>`.text;
    if (isLong(value)) yield* listTexts(value, reader);
    else yield shown(value, reader).text;
  }
  yield '</html>';
}

async function* listTexts(all: AsyncIterable<unknown>, reader: Reader): AsyncGenerator<string> {
  let before = '<ol>';
  for await (const one of all) {
    yield before + html`<li>${shown(one, reader)}</li>`.text;
    before = '';
  }
  yield before === '<ol>' ? nothing.text : '</ol>';
}

const nothing = new Html('—');

function shown(value: unknown, reader: Reader): Html {
  const { yes, no, fields } = exportWords[reader.language];
  const named: Readonly<Record<string, string>> = fields;
  if (Array.isArray(value))
    return value.length === 0
      ? nothing
      : html`<ol>
          ${value.map((one) => html`<li>${shown(one, reader)}</li>`)}
        </ol>`;
  if (typeof value === 'object' && value !== null) {
    const rows = Object.entries(value).map(
      ([name, part]) =>
        html`<tr>
          <th>${named[name] ?? name}</th>
          <td>${shown(part, reader)}</td>
        </tr>`,
    );
    return html`<table>
      ${rows}
    </table>`;
  }
  if (typeof value === 'string') return html`${isMoment.test(value) ? momentText(value, reader) : value}`;
  if (typeof value === 'boolean') return html`${value ? yes : no}`;
  return typeof value === 'number' ? html`${value}` : nothing;
}

const isMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;
const locales = { ru: 'ru-RU', en: 'en-GB' } as const;

const momentText = (moment: string, { language, zone }: Reader): string =>
  new Date(moment).toLocaleString(locales[language], {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: zone,
  });
