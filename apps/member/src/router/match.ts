export type Params = Readonly<Record<string, string>>;

/** The parameters of an address such as `/app/receipts/:receiptId`, if the path is one; a slash at the end does not matter. */
export function matchPath(pattern: string, path: string): Params | null {
  const wanted = partsOf(pattern);
  const given = partsOf(path);
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decoded(value);
    else if (part !== value) return null;
  }
  return params;
}

const partsOf = (path: string): string[] => path.split('/').filter(Boolean);

/** A stray per cent sign in an address is no reason to fail. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
