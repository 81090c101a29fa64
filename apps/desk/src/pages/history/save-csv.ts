import { saveFile } from '../../api/save-file.ts';

export interface Progress {
  readonly done: number;
  readonly all: number;
}

const NEW_LINE = 10;

/**
 * Fetches a file of rows, telling how far it is, and saves it once all of it has come.
 * @returns how many rows; null: it broke off, or was stopped
 */
export async function saveCsv(
  url: string,
  { signal, tell }: { readonly signal: AbortSignal; readonly tell: (progress: Progress) => void },
): Promise<number | null> {
  const response = await fetch(url, { signal });
  if (!response.ok || !response.body) return null;
  const all = Number(response.headers.get('bonum-rows') ?? 0);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  // The line with the names of the columns is no row.
  let done = -1;
  for await (const part of response.body) {
    parts.push(part);
    for (const byte of part) if (byte === NEW_LINE) done += 1;
    tell({ done: Math.max(done, 0), all });
  }
  if (done < all) return null;
  const name =
    /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'receipts.csv';
  saveFile(new Blob(parts, { type: 'text/csv' }), name);
  return done;
}
