import { Readable } from 'node:stream';
import type { FileBody, MadeFile, OperationContract, StreamedFile } from '@bonum/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { guardHeaders, Refused } from './problem.ts';

/** Adds a route whose body is a file: only there, so that everywhere else nothing but JSON comes in. */
export function takeFile(
  app: FastifyInstance,
  { types, mostBytes }: NonNullable<OperationContract['upload']>,
  route: RouteOptions,
): void {
  app.register(async (files) => {
    files.removeAllContentTypeParsers();
    files.addContentTypeParser<Buffer>(
      [...types],
      { parseAs: 'buffer' },
      async (_request: unknown, raw: Buffer) => raw,
    );
    files.addContentTypeParser('*', async () => {
      throw notAFile(types);
    });
    files.route({ ...route, bodyLimit: mostBytes });
  });
}

export function refuseNoFile(
  { body }: FastifyRequest,
  { types }: NonNullable<OperationContract['upload']>,
): void {
  if (!Buffer.isBuffer(body) || body.length === 0) throw notAFile(types);
}

function notAFile(types: readonly string[]): Refused {
  const areAll = (kind: string): boolean => types.every((type) => type.startsWith(kind));
  if (areAll('audio/'))
    return new Refused({ code: 'not-audio', detail: 'Send the recording itself, with its Content-Type.' });
  if (areAll('image/'))
    return new Refused({ code: 'not-a-photo', detail: 'Send the picture itself, with its Content-Type.' });
  return new Refused({ code: 'not-xml', detail: `Send the bytes themselves, as ${types.join(' or ')}.` });
}

/** What came in; the route has held its type to the contract. */
export function fileOf({ body, headers }: FastifyRequest): FileBody {
  if (!Buffer.isBuffer(body)) throw new Error('A file that is none passed the door');
  return { type: (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '', bytes: body };
}

/** As a file of that type and nothing else: a browser that was led to its address runs nothing in it. */
const fileHeaders = (type: string, disposition = 'inline'): Record<string, string> => ({
  ...guardHeaders,
  'content-type': type,
  'content-disposition': disposition,
  'cache-control': 'private, no-store',
});

export async function sendFile(reply: FastifyReply, value: unknown): Promise<FastifyReply> {
  const file = value as FileBody | MadeFile | StreamedFile;
  if ('open' in file) return sendPart(reply, file);
  const disposition = 'name' in file ? `attachment; filename="${file.name}"` : 'inline';
  const headers = {
    ...fileHeaders(file.type, disposition),
    ...('rows' in file && { 'bonum-rows': file.rows }),
  };
  const { bytes } = file;
  return reply.headers(headers).send(bytes instanceof Uint8Array ? bytes : Readable.from(bytes));
}

/** A file as it is read, or the part of it that is asked for: whoever plays it may begin anywhere. */
async function sendPart(reply: FastifyReply, file: StreamedFile): Promise<FastifyReply> {
  const { size } = file;
  reply.headers({ ...fileHeaders(file.type), 'accept-ranges': 'bytes' });
  const part = partWanted(reply.request.headers.range, size);
  if (part === 'none')
    return reply
      .status(416)
      .headers({ 'content-range': `bytes */${size}`, 'content-type': 'text/plain; charset=utf-8' })
      .send('');
  const { first, last } = part ?? { first: 0, last: size - 1 };
  const body = await file.open({ first, last });
  if (part) reply.status(206).header('content-range', `bytes ${first}-${last}/${size}`);
  reply.header('content-length', last - first + 1);
  return reply.send(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]));
}

/**
 * The first of the ranges of RFC 9110, as far as the file reaches; null: all of it is meant, for a header that is not understood
 * is to be passed over; `none`: it begins beyond the end.
 */
export function partWanted(
  header: string | undefined,
  size: number,
): { readonly first: number; readonly last: number } | 'none' | null {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return null;
  // The last so many bytes.
  if (from === '')
    return Number(to) === 0 ? 'none' : { first: Math.max(0, size - Number(to)), last: size - 1 };
  const first = Number(from);
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && Number(to) < first) return null;
  return first >= size ? 'none' : { first, last };
}
