/** So much text is sent at a time. */
const PIECE = 64 * 1024;

/** Many small texts as fewer large ones: each piece costs the way through a socket. */
export async function* inPieces(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = '';
  for await (const text of texts) {
    piece += text;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** A list as long as somebody's history, read as it is sent. */
export const isLong = (part: unknown): part is AsyncIterable<unknown> =>
  typeof part === 'object' && part !== null && Symbol.asyncIterator in part;
