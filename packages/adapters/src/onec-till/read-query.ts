/**
 * The parameters of a request of 1C. The stock client escapes nothing: a plus is a plus, as in `Phone=+79161234567`, and Cyrillic
 * letters come as the bytes of their UTF-8. Who escapes all the same is understood too.
 * @param address as Node gives it, a byte a character
 * @returns null when the bytes are no UTF-8
 */
export function readQuery(address: string): ReadonlyMap<string, string> | null {
  const start = address.indexOf('?');
  const query = new Map<string, string>();
  if (start < 0) return query;
  for (const pair of address.slice(start + 1).split('&', MOST)) {
    const split = pair.indexOf('=');
    const name = unescaped(split < 0 ? pair : pair.slice(0, split));
    const value = unescaped(split < 0 ? '' : pair.slice(split + 1));
    if (name === null || value === null) return null;
    if (name !== '') query.set(name, value.trim());
  }
  return query;
}

/** More than the client has ever sent. */
const MOST = 64;
const utf8 = new TextDecoder('utf-8', { fatal: true });

function unescaped(text: string): string | null {
  const bytes = text.replaceAll(/%([\da-f]{2})/gi, (_, hex: string) =>
    String.fromCodePoint(Number.parseInt(hex, 16)),
  );
  try {
    const read = utf8.decode(Buffer.from(bytes, 'latin1'));
    // No text of a till has them, and no database keeps the first of them.
    return /\p{Cc}/u.test(read) ? null : read;
  } catch {
    return null;
  }
}
