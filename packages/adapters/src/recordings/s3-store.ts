import { openAsBlob } from 'node:fs';
import { AwsClient } from 'aws4fetch';
import type { RecordingStore } from '../ports.ts';

export interface S3Place {
  /** Such as `https://storage.example`. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Before each name, without a slash at its ends. */
  readonly prefix?: string;
}

/** Recordings in storage that speaks S3, signed by AWS Signature Version 4, what is sent included. */
export function s3Store(place: S3Place): RecordingStore {
  const { accessKeyId, secretAccessKey, region } = place;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 2 });
  const address = (name: string): string =>
    [place.endpoint, place.bucket, ...(place.prefix === undefined ? [] : [place.prefix]), name].join('/');
  return {
    put: async (name, { path, type, sha256 }) => {
      const body = await openAsBlob(path, { type });
      const headers = { 'content-type': type, 'x-amz-content-sha256': sha256 };
      const response = await client.fetch(address(name), { method: 'PUT', body, headers });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`The storage of recordings answers ${response.status} to a file`);
    },
    read: async (name, { first, last }) => {
      const response = await client.fetch(address(name), { headers: { range: `bytes=${first}-${last}` } });
      if ((response.status === 206 || response.status === 200) && response.body) return response.body;
      await response.body?.cancel();
      if (response.status === 404) return null;
      throw new Error(`The storage of recordings answers ${response.status}`);
    },
    remove: async (name) => {
      const response = await client.fetch(address(name), { method: 'DELETE' });
      await response.body?.cancel();
      if (!response.ok && response.status !== 404)
        throw new Error(`The storage of recordings answers ${response.status} to a deletion`);
    },
  };
}
