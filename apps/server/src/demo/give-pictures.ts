import { catalogueXml, type Goods, type Group } from '@bonum/standins/onec-catalogue';
import { exchange, type ExchangeAsk } from '../exchange/protocol.ts';
import { beginSession, findExchange } from '../exchange/session.ts';
import type { Shell } from '../operation.ts';
import { drawnPictures, fileOfFamily } from './goods-pictures.ts';
import { goods, type Good } from './goods.ts';
import { demoCaller } from './keys.ts';

const XML = 'import0_1.xml';

/**
 * Gives goods their pictures, as 1C would in an exchange: the worker reads its file, takes what offers show, and members see it in
 * some seconds. Once; it may be done again.
 */
export async function givePictures(shell: Shell): Promise<void> {
  const pictured = goods.filter(({ family }) => fileOfFamily(family.name) !== undefined);
  const [one] = pictured;
  const known = await shell.db
    .selectFrom('product')
    .select('picture')
    .where('product_id', '=', one?.productId ?? '')
    .executeTakeFirst();
  if (!known || known.picture !== null) return;
  const session = await findExchange(shell, await beginSession(shell, demoCaller.keyId));
  // The key was revoked.
  if (!session) return;
  const step = (ask: Partial<ExchangeAsk>): Promise<string> =>
    exchange(shell, session, {
      method: 'POST',
      type: 'catalog',
      mode: 'file',
      file: '',
      body: Buffer.alloc(0),
      ...ask,
    });
  for (const { file, bytes } of drawnPictures()) await step({ file, body: bytes });
  await step({ file: XML, body: Buffer.from([...fileOf(pictured)].join('')) });
  await step({ mode: 'import', file: XML });
}

const fileOf = (pictured: readonly Good[]): Generator<string> =>
  catalogueXml({
    changesOnly: true,
    groups: groupsOf(pictured.map(({ family }) => family.category)),
    goods: pictured.map(({ productId, name, brand, barcode, family }): Goods => {
      const file = fileOfFamily(family.name);
      return {
        id: productId,
        name,
        barcode,
        maker: brand,
        group: idOf(family.category),
        ...(file !== undefined && { pictures: [file] }),
      };
    }),
  });

const idOf = (path: readonly string[]): string => path.join('/');

/** The tree in which these shelves are. */
function groupsOf(paths: readonly (readonly string[])[], above: readonly string[] = []): readonly Group[] {
  const depth = above.length;
  const within = paths.filter((path) => path.length > depth && idOf(path.slice(0, depth)) === idOf(above));
  const names = [...new Set(within.map((path) => path[depth] ?? ''))];
  return names.map((name) => ({
    id: idOf([...above, name]),
    name,
    groups: groupsOf(within, [...above, name]),
  }));
}
