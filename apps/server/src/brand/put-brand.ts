import type { Input } from '@bonum/contract';
import { writeContent } from '../content/content.ts';
import { operation, refuse, type Call, type Refusal } from '../operation.ts';
import { countsIn } from './get-brand.ts';
import { logoWidthOf } from './logo-width.ts';
import { unreadable } from './readable.ts';

export const putBrand = operation('put-brand', async (call, brand) => {
  const refusal = faultOf(brand) ?? unreadableOf(brand) ?? (await missingAsset(call, brand));
  if (refusal) return refusal;
  const version = await writeContent(call, 'brand', brand);
  const logoWidth = await logoWidthOf(call.shell.db, brand);
  return { ok: true, value: { version, ...(await countsIn(call.shell)), ...brand, logoWidth } };
});

function faultOf({ consents }: Input<'put-brand'>): Refusal | null {
  const names = consents.map(({ kind, version }) => `${kind} ${version}`);
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twice < 0) return null;
  return refuse(
    'bad-brand',
    `The consent ${names[twice]} stands here twice. Give a new text a new version.`,
    {
      path: `/consents/${twice}`,
    },
  );
}

function unreadableOf(brand: Input<'put-brand'>): Refusal | null {
  const pairs = unreadable(brand);
  if (pairs.length === 0) return null;
  const told = pairs.map(
    ({ theme, text, ground, ratio, needed }) =>
      `${text} on ${ground} in the ${theme} theme is ${ratio} : 1, not ${needed} : 1`,
  );
  return refuse('brand-unreadable', `${told.join('; ')}. Choose darker or lighter ones.`, {
    path: '/colours',
    extra: { pairs },
  });
}

async function missingAsset({ shell }: Call, { logo, icon }: Input<'put-brand'>): Promise<Refusal | null> {
  for (const [field, assetId] of Object.entries({ logo, icon })) {
    if (assetId === undefined) continue;
    const asset = await shell.db
      .selectFrom('asset')
      .select('type')
      .where('asset_id', '=', assetId)
      .executeTakeFirst();
    const fits = field === 'logo' || asset?.type === 'image/png';
    if (!asset)
      return refuse('unknown-asset', `There is no picture ${assetId}. Send it with put-asset.`, {
        path: `/${field}`,
      });
    if (!fits) return refuse('bad-brand', 'Phones take an icon as PNG. Send one.', { path: `/${field}` });
  }
  return null;
}
