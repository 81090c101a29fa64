import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { windows1251 } from './onec-catalogue.ts';

export interface YmlOffer {
  readonly id: string;
  readonly name?: string;
  readonly price?: string;
  readonly oldprice?: string;
  readonly currency?: string;
  readonly category?: string;
  readonly vendor?: string;
  readonly barcode?: string;
  readonly picture?: string;
  /** As it stands in the file, after everything else of the offer. */
  readonly more?: string;
}
export interface YmlFile {
  readonly categories?: readonly { readonly id: string; readonly parent?: string; readonly name: string }[];
  readonly offers: Iterable<YmlOffer>;
  /** As they stand in the file. */
  readonly promos?: string;
  readonly encoding?: 'UTF-8' | 'windows-1251';
}

/** A picture, or what is there instead of it. */
export interface ShopPicture {
  readonly status?: number;
  readonly bytes: Buffer;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Its last byte is not sent before that. */
  readonly until?: Promise<unknown>;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const element = (name: string, text: string | undefined): string =>
  text === undefined ? '' : `<${name}>${escaped(text)}</${name}>`;

/** A file as shops write them, piece by piece: a line for each of the goods, the first at line 5 behind the categories. */
export function* ymlFile({
  categories = [],
  offers,
  promos = '',
  encoding = 'UTF-8',
}: YmlFile): Generator<string> {
  yield `<?xml version="1.0" encoding="${encoding}"?>\n<!DOCTYPE yml_catalog SYSTEM "shops.dtd">\n`;
  yield '<yml_catalog date="2026-11-22 09:00"><shop><name>Магазин</name><company>ООО</company><url>https://shop.example</url>';
  yield '<currencies><currency id="RUR" rate="1"/></currencies><categories>';
  for (const { id, parent, name } of categories)
    yield `<category id="${id}"${parent === undefined ? '' : ` parentId="${parent}"`}>${escaped(name)}</category>`;
  yield '</categories>\n<offers>\n';
  for (const offer of offers)
    yield [
      `<offer id="${escaped(offer.id)}" available="true">`,
      element('url', `https://shop.example/${offer.id}`),
      element('price', offer.price),
      element('oldprice', offer.oldprice),
      element('currencyId', offer.currency ?? 'RUR'),
      element('categoryId', offer.category),
      element('picture', offer.picture),
      element('name', offer.name),
      element('vendor', offer.vendor),
      element('barcode', offer.barcode),
      '<description><![CDATA[<p>Очень <b>хороший</b> товар</p>]]></description>',
      offer.more ?? '',
      '</offer>\n',
    ].join('');
  yield `</offers>\n${promos === '' ? '' : `<promos>\n${promos}</promos>\n`}</shop></yml_catalog>\n`;
}

const A_PIECE = 65_536;

/** Texts put together until they are long enough to be sent. */
function* inPieces(texts: Iterable<string>, least: number): Generator<string> {
  let piece = '';
  for (const text of texts) {
    piece += text;
    if (piece.length < least) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** A shop that gives its goods away at an address. */
export class YmlShop implements AsyncDisposable {
  readonly #server: Server;
  readonly address: string;
  /** How often the file was asked for. */
  asked = 0;
  /** What is given; a number is a status. */
  file: (() => YmlFile) | number = 404;
  /** Without it, behind the question mark, nothing is given. */
  token: string | null = null;
  /** Hangs up after so many bytes. */
  cutAfter: number | null = null;
  /** Gives no more than so many bytes until then. */
  hold: { readonly after: number; readonly until: Promise<unknown> } | null = null;
  /** By their paths, such as `/shoes.jpg`. */
  readonly pictures = new Map<string, ShopPicture>();
  /** Which were asked for, each time. */
  readonly picturesAsked: string[] = [];

  private constructor(server: Server, address: string) {
    this.#server = server;
    this.address = address;
  }

  /** On a port of this machine, a free one unless it is said. */
  static async open(port = 0): Promise<YmlShop> {
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    const at = server.address();
    const shop = new YmlShop(
      server,
      `http://127.0.0.1:${typeof at === 'object' ? (at?.port ?? 0) : 0}/market.yml`,
    );
    server.on('request', (request, response) => {
      if (request.url !== undefined && !request.url.startsWith('/market.yml'))
        return void shop.#show(request.url, response);
      shop.asked += 1;
      const { file, token } = shop;
      const wanted = token === null ? '/market.yml' : `/market.yml?token=${token}`;
      // It answers nobody who asks for something else, nor by another method.
      if (request.method !== 'GET' || request.url !== wanted) return void response.writeHead(404).end();
      if (typeof file === 'number') return void response.writeHead(file, { location: shop.address }).end();
      return void shop.#give(file(), response).catch(() => response.destroy());
    });
    return shop;
  }

  async #give(file: YmlFile, response: ServerResponse): Promise<void> {
    response.writeHead(200, { 'content-type': 'application/xml' });
    let sent = 0;
    for (const piece of inPieces(ymlFile(file), this.cutAfter === null ? A_PIECE : 1)) {
      const bytes = file.encoding === 'windows-1251' ? windows1251(piece) : Buffer.from(piece);
      if (this.hold && sent >= this.hold.after) await this.hold.until;
      sent += bytes.length;
      if (this.cutAfter !== null && sent > this.cutAfter) return void response.destroy();
      // On its way before the next one, so that a break comes where it was meant to.
      await new Promise((resolve) => response.write(bytes, resolve));
    }
    response.end();
  }

  /** Where a picture of this path is. */
  pictureAt(path: string): string {
    return new URL(path, this.address).href;
  }

  async #show(path: string, response: ServerResponse): Promise<void> {
    this.picturesAsked.push(path);
    const picture = this.pictures.get(path.split('?', 1)[0] ?? '');
    if (!picture) return void response.writeHead(404).end();
    const { status = 200, bytes, type = 'image/png', headers = {}, until } = picture;
    response.writeHead(status, { 'content-type': type, ...headers });
    response.write(bytes.subarray(0, -1));
    await until;
    response.end(bytes.subarray(-1));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
