import { Transform } from 'node:stream';

/** A row as COPY reads it, in its text form. */
export const copyLine = (values: readonly (string | number | null)[]): string =>
  `${values.map((value) => (value === null ? String.raw`\N` : escaped(String(value)))).join('\t')}\n`;

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': String.raw`\t`,
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
};
const escaped = (text: string): string => text.replaceAll(/[\\\t\n\r]/g, (char) => escapes[char] ?? char);

const BATCH_CHARACTERS = 1 << 16;

/** Many records of one short text as a few long texts: a message to the database for each row would take most of the time. */
export function inBatches(): Transform {
  let batch = '';
  return new Transform({
    writableObjectMode: true,
    transform([text = '']: string[], _, done) {
      batch += text;
      if (batch.length < BATCH_CHARACTERS) return done();
      const full = batch;
      batch = '';
      done(null, full);
    },
    flush: (done) => done(null, batch),
  });
}
