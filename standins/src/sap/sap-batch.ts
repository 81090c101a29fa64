import { malformed } from './sap-refusal.ts';

/** One request within a batch. */
export interface Inner {
  readonly method: string;
  readonly path: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

export type BatchPart = { readonly changeset: readonly Inner[] } | { readonly read: Inner };

/** A batch as strictly as Gateway reads it: lines end in CRLF, and an empty one stands where one must. */
export function readBatch(type: string | undefined, body: string): readonly BatchPart[] {
  if (/(^|[^\r])\n/.test(body)) throw malformed('строки $batch кончаются на CRLF');
  return partsOf(type, body).map(({ head, body: inside }) => {
    const partType = head.get('content-type');
    if (!partType?.startsWith('multipart/mixed')) return { read: innerOf(head, inside) };
    const changeset = partsOf(partType, inside).map((part) => innerOf(part.head, part.body));
    if (changeset.some(({ method }) => method === 'GET')) throw malformed('GET внутри changeset');
    return { changeset };
  });
}

interface Part {
  readonly head: ReadonlyMap<string, string>;
  readonly body: string;
}

function partsOf(type: string | undefined, body: string): readonly Part[] {
  const boundary = /^multipart\/mixed;\s*boundary=("?)([^";]+)\1$/.exec(type ?? '')?.[2];
  if (boundary === undefined) throw malformed('multipart/mixed без boundary');
  const [inside = '', ...after] = `\r\n${body}\r\n`.split(`\r\n--${boundary}--\r\n`);
  const [before, ...parts] = inside.split(`\r\n--${boundary}\r\n`);
  if (after.length !== 1 || before !== '') throw malformed(`${boundary}: не начинается или не кончается`);
  return parts.map(cut);
}

function cut(text: string): Part {
  const at = text.indexOf('\r\n\r\n');
  if (at < 0) throw malformed('нет пустой строки после заголовков');
  const head = text
    .slice(0, at)
    .split('\r\n')
    .map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    });
  return { head: new Map(head), body: text.slice(at + 4) };
}

function innerOf(head: ReadonlyMap<string, string>, text: string): Inner {
  if (head.get('content-type') !== 'application/http' || head.get('content-transfer-encoding') !== 'binary')
    throw malformed('часть $batch — это application/http, binary');
  const end = text.indexOf('\r\n');
  const line = /^(GET|POST|PUT|PATCH|MERGE|DELETE) (\S+) HTTP\/1\.1$/.exec(text.slice(0, end));
  if (!line) throw malformed('первая строка запроса в $batch не читается');
  const { head: headers, body } = cut(text.slice(end + 2));
  const length = headers.get('content-length');
  if (length !== undefined && Number(length) !== Buffer.byteLength(body))
    throw malformed(`Content-Length ${length}, а пришло ${Buffer.byteLength(body)}`);
  return { method: line[1] ?? '', path: line[2] ?? '', headers, body };
}

export interface InnerReply {
  readonly status: number;
  readonly body: string;
  readonly etag?: string;
}

/** A changeset that failed has one answer, outside of any changeset. */
export function writeBatch(parts: readonly (readonly InnerReply[] | InnerReply)[]): {
  type: string;
  body: string;
} {
  const mark = '9E9A1F0B2C3D4E5F';
  const lines = parts.flatMap((part, index) => {
    if ('status' in part) return [`--${mark}`, ...replyLines(part)];
    const inner = `${mark}-${index}`;
    return [
      `--${mark}`,
      `Content-Type: multipart/mixed; boundary=${inner}`,
      '',
      ...part.flatMap((reply) => [`--${inner}`, ...replyLines(reply)]),
      `--${inner}--`,
      '',
    ];
  });
  return { type: `multipart/mixed; boundary=${mark}`, body: [...lines, `--${mark}--`, ''].join('\r\n') };
}

const replyLines = ({ status, body, etag }: InnerReply): readonly string[] => [
  'Content-Type: application/http',
  'content-transfer-encoding: binary',
  '',
  `HTTP/1.1 ${status} ${status < 300 ? 'OK' : 'Error'}`,
  ...(body === '' ? [] : ['Content-Type: application/json']),
  `Content-Length: ${Buffer.byteLength(body)}`,
  ...(etag === undefined ? [] : [`etag: ${etag}`]),
  '',
  body,
];
