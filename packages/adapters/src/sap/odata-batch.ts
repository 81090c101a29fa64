import { away, type Row } from '../http/ask-system.ts';
import { failureOf, got, type Got } from './sap-answer.ts';

/** One change of a changeset. */
export interface Change {
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  /** After the service's own address. */
  readonly path: string;
  readonly body?: Row;
  readonly etag?: string | undefined;
}

/** A batch of one changeset: all of it happens, or nothing. Every line ends in CRLF, also the empty ones, or Gateway reads nothing. */
export function writeBatch(changes: readonly Change[], mark: string): { type: string; body: string } {
  const [batch, changeset] = [`batch_${mark}`, `changeset_${mark}`];
  const lines = [
    `--${batch}`,
    `Content-Type: multipart/mixed; boundary=${changeset}`,
    '',
    ...changes.flatMap((change) => [`--${changeset}`, ...partOf(change)]),
    `--${changeset}--`,
    '',
    `--${batch}--`,
    '',
  ];
  return { type: `multipart/mixed; boundary=${batch}`, body: lines.join('\r\n') };
}

function partOf({ method, path, body, etag }: Change): string[] {
  const text = body === undefined ? '' : JSON.stringify(body);
  return [
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    '',
    `${method} ${path} HTTP/1.1`,
    'Accept: application/json',
    ...(etag === undefined ? [] : [`If-Match: ${etag}`]),
    ...(body === undefined ? [] : ['Content-Type: application/json']),
    `Content-Length: ${Buffer.byteLength(text)}`,
    '',
    text,
  ];
}

/** Whether all of it happened: the status around a batch says nothing of what is within. */
export function readBatch(answer: { type: string | null; text: string }, changes: number): Got<null> {
  const inner = innerAnswers(answer.type, answer.text);
  const failed = inner?.find(({ status }) => status >= 400);
  if (failed) return failureOf(failed);
  return inner?.length === changes ? got(null) : away('not-understood');
}

interface Inner {
  readonly status: number;
  readonly text: string;
}

/** A changeset that failed comes as one answer instead of many, outside of any changeset. */
function innerAnswers(type: string | null, text: string): readonly Inner[] | null {
  const boundary = /boundary="?([^";\s]+)/i.exec(type ?? '')?.[1];
  if (boundary === undefined) return null;
  // On lines of its own: another boundary may begin with this one.
  const parts =
    `\r\n${text}\r\n`.split(`\r\n--${boundary}--\r\n`)[0]?.split(`\r\n--${boundary}\r\n`).slice(1) ?? [];
  const inner: Inner[] = [];
  for (const part of parts) {
    const [head, body] = cut(part);
    const partType = /^content-type:\s*(.+)$/im.exec(head)?.[1]?.trim() ?? '';
    const read = partType.startsWith('multipart/') ? innerAnswers(partType, body) : innerAnswer(body);
    if (read === null) return null;
    inner.push(...read);
  }
  return inner;
}

function innerAnswer(text: string): readonly Inner[] | null {
  const [head, body] = cut(text);
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1];
  return status === undefined ? null : [{ status: Number(status), text: body.trim() }];
}

/** What stands before the first empty line, and after it. */
function cut(text: string): readonly [string, string] {
  const at = text.indexOf('\r\n\r\n');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 4)];
}
