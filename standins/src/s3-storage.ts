import { createHash, createHmac } from 'node:crypto';
import { httpGateway, type Asked, type HttpGateway, type Reply } from './http-gateway.ts';

interface Account {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
  readonly bucket: string;
}

export interface S3Storage extends HttpGateway {
  /** By name, without the bucket. */
  readonly objects: ReadonlyMap<string, { readonly type: string; readonly bytes: Buffer }>;
}

const no = (status: number, code: string): Reply => ({
  status,
  type: 'application/xml',
  body: `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`,
});

/** Storage that speaks S3: whatever is not signed by AWS Signature Version 4, its content included, is refused. */
export async function s3Storage(account: Account): Promise<S3Storage> {
  const objects = new Map<string, { type: string; bytes: Buffer }>();
  const gateway = await httpGateway((asked): Reply => {
    const wrong = whyRefused(account, asked);
    if (wrong !== null) return no(403, wrong);
    const [, bucket, ...rest] = asked.path.split('/');
    const name = rest.map(decodeURIComponent).join('/');
    if (bucket !== account.bucket) return no(404, 'NoSuchBucket');
    if (asked.method === 'PUT') {
      objects.set(name, { type: headerOf(asked, 'content-type'), bytes: asked.body });
      return { body: '' };
    }
    const found = objects.get(name);
    if (asked.method === 'DELETE') return { status: objects.delete(name) ? 204 : 204, body: '' };
    if (!found) return no(404, 'NoSuchKey');
    return part(found, headerOf(asked, 'range'));
  });
  return Object.assign(gateway, { objects });
}

function part({ type, bytes }: { type: string; bytes: Buffer }, range: string): Reply {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
  if (first === undefined || last === undefined) return { type, body: bytes };
  const to = Math.min(Number(last), bytes.length - 1);
  return {
    status: 206,
    type,
    body: bytes.subarray(Number(first), to + 1),
    headers: { 'content-range': `bytes ${first}-${to}/${bytes.length}` },
  };
}

const headerOf = ({ headers }: Asked, name: string): string => String(headers[name] ?? '');
const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

/** As the description of Signature Version 4 builds it, from what came over the line. */
function whyRefused(account: Account, asked: Asked): string | null {
  const [, credential = '', signed = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      headerOf(asked, 'authorization'),
    ) ?? [];
  const [keyId, day = '', region, service, end] = credential.split('/');
  if (keyId !== account.accessKeyId) return 'InvalidAccessKeyId';
  if (region !== account.region || service !== 's3' || end !== 'aws4_request')
    return 'AuthorizationHeaderMalformed';
  const date = headerOf(asked, 'x-amz-date');
  const said = headerOf(asked, 'x-amz-content-sha256');
  if (!date.startsWith(day) || Math.abs(Date.now() - moment(date)) > 900_000) return 'RequestTimeTooSkewed';
  if (said !== 'UNSIGNED-PAYLOAD' && said !== sha256(asked.body)) return 'XAmzContentSHA256Mismatch';
  // What a file is must not be open to change on its way.
  if (asked.method === 'PUT' && said === 'UNSIGNED-PAYLOAD') return 'MissingContentSHA256';
  const names = signed.split(';');
  const canonical = [
    asked.method,
    asked.path,
    '',
    ...names.map((name) => `${name}:${headerOf(asked, name).trim().replaceAll(/ +/g, ' ')}`),
    '',
    signed,
    said,
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
  const key = [day, account.region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (secret, word) => createHmac('sha256', secret).update(word).digest(),
    `AWS4${account.secretAccessKey}`,
  );
  return createHmac('sha256', key).update(text).digest('hex') === signature ? null : 'SignatureDoesNotMatch';
}

const moment = (date: string): number =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
