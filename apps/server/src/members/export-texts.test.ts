import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { htmlTexts } from './html-texts.ts';
import { inPieces } from './in-pieces.ts';
import { jsonTexts } from './json-texts.ts';

async function* each(all: readonly unknown[]): AsyncGenerator {
  yield* all;
}

test('an object in pieces is the JSON of the object, whatever is in it', () =>
  fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }),
      fc.array(fc.jsonValue()),
      async (rest, list) => {
        const text = (await Array.fromAsync(inPieces(jsonTexts({ ...rest, list: each(list) })))).join('');
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify({ ...rest, list })));
      },
    ),
  ));

test('what is long is read no faster than it is sent', async () => {
  let read = 0;
  const endless = (async function* () {
    for (;;) {
      read += 1;
      yield { text: 'x'.repeat(1000) };
    }
  })();
  const pieces = inPieces(jsonTexts({ endless }));
  for (let sent = 0; sent < 10; sent += 1) {
    const { value } = await pieces.next();
    expect(String(value).length).toBeLessThan(80 * 1024);
  }
  expect(read).toBeLessThan(800);
  await pieces.return(undefined);
});

test('a page in pieces says everything in words, and nothing in it runs', async () => {
  const data = {
    madeAt: '2026-11-22T16:05:00.000Z',
    member: { name: '<script>alert(1)</script>', emailProved: true, city: null, cards: [] },
    receipts: each([{ receiptId: 'a & b', points: 35 }]),
    offers: each([]),
  };
  const texts = await Array.fromAsync(htmlTexts(data, { language: 'ru', zone: 'Asia/Kamchatka' }));
  const text = texts.join('').replaceAll(/\s*\n\s*/g, '');
  expect(text).toContain('<h2>Составлено</h2>23 ноября 2026');
  expect(text).toContain('<th>Имя</th><td>&lt;script&gt;alert(1)&lt;/script&gt;</td>');
  expect(text).toContain('<th>Почта подтверждена</th><td>да</td>');
  expect(text).toContain('<th>Карты</th><td>—</td>');
  expect(text).toContain('<ol><li><table><tr><th>Чек</th><td>a &amp; b</td>');
  expect(text).toContain('<h2>Предложения</h2>—');
  expect(text).not.toContain('<script');
});
