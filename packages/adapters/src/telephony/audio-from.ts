import { neverOpen } from '../http/ask-gateway.ts';
import type { Fetched } from '../ports.ts';

/** Less than an operator waits for a telephone to obey. */
export const PATIENCE_MS = 8000;
/** A long conversation over a slow line. */
const LONGEST_MS = 120_000;

/** A file by an address that the exchange itself has given. */
export async function audioFrom(
  url: URL | string,
  headers: Readonly<Record<string, string>>,
): Promise<Fetched> {
  try {
    const response = await fetch(url, {
      headers,
      signal: AbortSignal.timeout(LONGEST_MS),
    });
    if (response.status === 200 && response.body) return { state: 'got', body: response.body };
    await response.body?.cancel();
    return { state: 'later', because: `http-${response.status}` };
  } catch (error) {
    return { state: 'later', because: neverOpen(error) ? 'away' : 'no-answer' };
  }
}
