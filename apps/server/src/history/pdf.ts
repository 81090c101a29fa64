import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';

type Maker = typeof import('pdfmake');

let opened: Promise<Maker> | undefined;

/** Ten megabytes that a server which prints nothing has no need of: brought in by the first file that is asked for. */
const maker = (): Promise<Maker> => (opened ??= openMaker());

async function openMaker(): Promise<Maker> {
  const { default: pdfmake } = await import('pdfmake');
  const fonts = join(dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')), 'fonts/Roboto');
  const roboto = (style: string): string => join(fonts, `Roboto-${style}.ttf`);
  // The one that comes with pdfmake: it has Cyrillic and the sign of the rouble.
  pdfmake.setFonts({
    Roboto: {
      normal: roboto('Regular'),
      bold: roboto('Medium'),
      italics: roboto('Italic'),
      bolditalics: roboto('MediumItalic'),
    },
  });
  // Whatever a name says, nothing is fetched and no file is read but these.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(fonts));
  return pdfmake;
}

export async function pdfOf(document: TDocumentDefinitions): Promise<Uint8Array> {
  const pdfmake = await maker();
  return pdfmake.createPdf(document).getBuffer();
}
