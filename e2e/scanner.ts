import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Locator } from 'playwright-core';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const wasm = readFile(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));

/** What a till's scanner reads off the screen: the digits, and of which kind the barcode is. */
export async function scan(place: Locator): Promise<{ readonly kind: string; readonly digits: string }> {
  const { buffer, byteOffset, byteLength } = await wasm;
  prepareZXingModule({
    overrides: { wasmBinary: buffer.slice(byteOffset, byteOffset + byteLength) },
  });
  // What stands there while the code is made is taken away.
  await place.locator('svg').waitFor();
  const picture = await place.screenshot({ animations: 'disabled' });
  const [found] = await readBarcodes(new Uint8Array(picture), { formats: ['Code128', 'EAN13'] });
  if (!found?.isValid) throw new Error('The scanner reads nothing there');
  return { kind: found.format, digits: found.text };
}
