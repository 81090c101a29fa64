import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonPieces } from './json-pieces.ts';

async function* each(all: readonly unknown[]): AsyncGenerator {
  yield* all;
}

test('an object in pieces is the JSON of the object, whatever is in it', () =>
  fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }),
      fc.array(fc.jsonValue()),
      async (rest, list) => {
        const text = (await Array.fromAsync(jsonPieces({ ...rest, list: each(list) }))).join('');
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
  const pieces = jsonPieces({ endless });
  for (let sent = 0; sent < 10; sent += 1) {
    const { value } = await pieces.next();
    expect(String(value).length).toBeLessThan(80 * 1024);
  }
  expect(read).toBeLessThan(800);
  await pieces.return(undefined);
});
