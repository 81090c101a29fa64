import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Brand } from '../brand/brand.ts';
import { drawIcon } from '../brand/icon.ts';
import { iconSizes, manifest } from '../brand/manifest.ts';
import type { Picture } from '../brand/read-asset.ts';
import type { ServedPicture } from '../pictures/read-picture.ts';
import { coloursIn } from '../brand/readable.ts';
import { styleSheet } from '../brand/style-sheet.ts';
import { languageOf } from './pages/languages.ts';
import { refuse } from '../operation.ts';
import { guardHeaders, sendProblem } from './problem.ts';

/** With what a page that is on its way keeps free for the logo. */
export type WornBrand = Brand & { readonly logoWidth: number | null };

/** Where what the chain looks like comes from. */
export interface Look {
  readonly brand: () => Promise<WornBrand>;
  readonly picture: (name: string) => Promise<ServedPicture | null>;
  /** How many kinds of points pay: the card of the members' app is as high as they need. */
  readonly kinds: () => Promise<number>;
}

/** What the members' app loads of the chain's own: a page's first paint waits for the style sheet, and nothing is written into the page. */
export function addBrandFiles(app: FastifyInstance, { brand, picture }: Look): void {
  app.get('/app/brand.css', async (request, reply) =>
    send(request, reply, { type: 'text/css; charset=utf-8', bytes: Buffer.from(styleSheet(await brand())) }),
  );
  app.get('/app/manifest.webmanifest', async (request, reply) => {
    const shown = await brand();
    const asked = languageOf(request.headers['accept-language']);
    const language = shown.languages.includes(asked) ? asked : (shown.languages[0] ?? asked);
    reply.header('vary', 'accept-language');
    const bytes = Buffer.from(JSON.stringify(manifest(shown, language)));
    return send(request, reply, { type: 'application/manifest+json', bytes });
  });
  for (const size of iconSizes) {
    app.get(`/app/icon-${size}.png`, async (request, reply) => {
      const shown = await brand();
      const sent = shown.icon === undefined ? null : await picture(shown.icon);
      return send(request, reply, sent ?? drawn(size, shown));
    });
  }
  app.get<{ Params: { name: string } }>('/app/picture/:name', async (request, reply) => {
    const found = await picture(request.params.name);
    if (found === null) return sendProblem(reply, noPicture);
    return send(request, reply, found, found.forever ? FOREVER : undefined);
  });
}

const drawn = (size: number, brand: Brand): Picture => ({
  type: 'image/png',
  bytes: drawIcon(size, coloursIn(brand, 'light')),
});

const noPicture = refuse('no-such-operation', 'There is no such picture. Send it with put-asset.');

/** A drawing opened by its address is shown in a box where nothing runs and nothing is fetched. */
const still = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

const FOREVER = 'public, max-age=31536000, immutable';

/** Asked for each time unless its name says what it is, and sent only when it is another one: a change is seen at the next load. */
function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, bytes }: Picture,
  caching = 'no-cache',
): FastifyReply {
  const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`;
  reply.headers({ ...guardHeaders, 'content-security-policy': still, 'cache-control': caching, etag });
  if (request.headers['if-none-match'] === etag) return reply.status(304).send();
  return reply.header('content-type', type).send(bytes);
}
