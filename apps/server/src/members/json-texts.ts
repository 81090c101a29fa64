import { isLong } from './in-pieces.ts';

/** An object as JSON, bit by bit; what is an async iterable in it is an array that is read only as it is sent. */
export async function* jsonTexts(value: object): AsyncGenerator<string> {
  let before = '{';
  for (const [name, part] of Object.entries(value)) {
    yield `${before}${JSON.stringify(name)}:`;
    before = ',';
    if (isLong(part)) yield* arrayTexts(part);
    else yield JSON.stringify(part);
  }
  yield before === '{' ? '{}' : '}';
}

async function* arrayTexts(all: AsyncIterable<unknown>): AsyncGenerator<string> {
  let before = '[';
  for await (const one of all) {
    yield before + JSON.stringify(one);
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}
