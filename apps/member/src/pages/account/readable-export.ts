import { formats, type Language } from '@bonum/ui/language';
import { exportWords } from './export-words.ts';
import { accountWords } from './words.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Everything as a page that any browser opens, without a script and without the network. */
export function readableExport(data: object, language: Language): string {
  const say = accountWords[language].privacy;
  const titles: Readonly<Record<string, string>> = say.sections;
  const sections = Object.entries(data).map(
    ([name, value]) => `<h2>${escaped(titles[name] ?? name)}</h2>${shown(value, language)}`,
  );
  const style =
    'body{font:16px/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse}td,th{padding:.2rem .8rem .2rem 0;text-align:start;vertical-align:top}li{margin:.6rem 0}';
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${escaped(say.myData)}</title><style>${style}</style><h1>${escaped(say.myData)}</h1>${sections.join('')}</html>`;
}

function shown(value: unknown, language: Language): string {
  const { yes, no, fields } = exportWords[language];
  const named: Readonly<Record<string, string>> = fields;
  if (Array.isArray(value))
    return value.length === 0
      ? '—'
      : `<ol>${value.map((one) => `<li>${shown(one, language)}</li>`).join('')}</ol>`;
  if (typeof value === 'object' && value !== null)
    return `<table>${Object.entries(value)
      .map(
        ([name, part]) =>
          `<tr><th>${escaped(named[name] ?? name)}</th><td>${shown(part, language)}</td></tr>`,
      )
      .join('')}</table>`;
  if (typeof value === 'string')
    return escaped(isMoment.test(value) ? formats[language].dateTime(value) : value);
  if (typeof value === 'boolean') return value ? yes : no;
  return typeof value === 'number' ? String(value) : '—';
}

const isMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;
