import { operation, type Shell } from '../operation.ts';
import { NoProgramme } from '../programme/programmes.ts';
import { readBrand } from './brand.ts';
import { logoWidthOf } from './logo-width.ts';

export const getBrand = operation('get-brand', async ({ shell }) => {
  const { version, brand } = await readBrand(shell.db);
  const logoWidth = await logoWidthOf(shell.db, brand);
  return { ok: true, value: { version, ...(await countsIn(shell)), ...brand, logoWidth } };
});

/** A chain may look like itself before it has rules. */
export async function countsIn({
  programmes,
}: Shell): Promise<{ readonly currency: string | null; readonly zone: string | null }> {
  try {
    const { currency, zone } = (await programmes.current()).programme;
    return { currency, zone };
  } catch (error) {
    if (error instanceof NoProgramme) return { currency: null, zone: null };
    throw error;
  }
}
