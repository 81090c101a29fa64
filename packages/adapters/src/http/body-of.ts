import type { IncomingMessage } from 'node:http';

/** What an answer brought; or that it broke off, or went on for longer than anybody wants. */
export async function bodyOf(
  response: IncomingMessage,
  mostBytes: number,
): Promise<Buffer | 'cut-off' | 'too-long'> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const piece of response as AsyncIterable<Uint8Array>) {
      bytes += piece.length;
      if (bytes > mostBytes) return 'too-long';
      pieces.push(piece);
    }
  } catch {
    return 'cut-off';
  } finally {
    response.destroy();
  }
  return Buffer.concat(pieces);
}
