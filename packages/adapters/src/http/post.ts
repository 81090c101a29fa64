import { request as plainRequest } from 'node:http';
import { request } from 'node:https';
import type { LookupFunction } from 'node:net';

interface Posted {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly signal: AbortSignal;
  /** Finds where a name leads. */
  readonly lookup?: LookupFunction;
}

/** The status that was answered. What else was is not read, and nothing is followed that leads elsewhere. */
export function post(url: URL, { body, ...options }: Posted): Promise<number> {
  const ask = url.protocol === 'https:' ? request : plainRequest;
  return new Promise((resolve, reject) => {
    const asked = ask(url, { method: 'POST', ...options }, (response) => {
      response.on('error', () => {});
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
