import type { Reply } from '../http-gateway.ts';

/** 1C's own refusal. It is thrown where it is found, and becomes an answer at the door. */
export class OnecRefusal extends Error {
  override name = 'OnecRefusal';
  readonly status: number;
  readonly code: number;

  constructor(code: number, message: string, status = statusOf[code] ?? 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

const statusOf: Readonly<Record<number, number>> = { 8: 404, 9: 404, 11: 404, 19: 405, 20: 401, [-1]: 500 };

export const refusal = ({ status, code, message }: OnecRefusal): Reply =>
  json(status, { 'odata.error': { code: String(code), message: { lang: 'ru', value: message } } });

export const json = (status: number, body: object): Reply => ({
  status,
  body: JSON.stringify(body),
  type: 'application/json;odata=minimalmetadata;charset=utf-8',
  headers: { dataserviceversion: '3.0' },
});

/** What a web server or the platform says before OData has a word. */
export const plain = (status: number, body: string, headers: Record<string, string> = {}): Reply => ({
  status,
  body,
  type: 'text/plain;charset=utf-8',
  headers,
});
