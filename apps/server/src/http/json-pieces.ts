/** So much text is sent at a time. */
const PIECE = 64 * 1024;

/** An object as JSON, of which what is an async iterable is an array that is read only as it is sent. */
export async function* jsonPieces(value: unknown): AsyncGenerator<string> {
  let text = '{';
  for (const [at, [name, part]] of Object.entries(Object(value)).entries()) {
    text += `${at === 0 ? '' : ','}${JSON.stringify(name)}:`;
    if (!isLong(part)) {
      text += JSON.stringify(part);
      continue;
    }
    let between = '[';
    for await (const one of part) {
      text += between + JSON.stringify(one);
      between = ',';
      if (text.length < PIECE) continue;
      yield text;
      text = '';
    }
    text += between === '[' ? '[]' : ']';
  }
  yield `${text}}`;
}

const isLong = (part: unknown): part is AsyncIterable<unknown> =>
  typeof part === 'object' && part !== null && Symbol.asyncIterator in part;
