import { bodyOf } from '../http/body-of.ts';
import { openAddress } from '../http/open-address.ts';

/** The bytes of what is said to be a picture; or why there are none. */
export type FetchedPicture =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly because: string };

export type FetchPicture = (address: string, signal: AbortSignal) => Promise<FetchedPicture>;

/** A picture that a phone has to load is not larger. */
export const MOST_PICTURE_BYTES = 1_048_576;
/** From the question to the last byte. */
export const PICTURE_WITHIN_MS = 20_000;

const headers = { 'user-agent': 'Bonum-Feeds/1', accept: 'image/webp, image/png, image/jpeg' };

/** Fetches pictures from addresses that somebody has named, and never from inside the network. */
export function pictureFetcher(
  ownHosts: ReadonlySet<string>,
  withinMs: number = PICTURE_WITHIN_MS,
): FetchPicture {
  const open = openAddress(ownHosts);
  return async (address, stop) => {
    const late = AbortSignal.timeout(withinMs);
    const opened = await open(address, {
      headers,
      silentMs: withinMs,
      signal: AbortSignal.any([stop, late]),
    });
    if (!opened.ok) return no(late.aborted ? 'slow' : opened.because);
    const { response } = opened;
    if (response.statusCode !== 200) {
      response.destroy();
      return no(`http-${response.statusCode ?? 0}`);
    }
    const body = await bodyOf(response, MOST_PICTURE_BYTES);
    if (body === 'too-long') return no('too-large');
    if (body === 'cut-off') return no(late.aborted ? 'slow' : 'cut-off');
    return { ok: true, bytes: body };
  };
}

const no = (because: string): FetchedPicture => ({ ok: false, because });
