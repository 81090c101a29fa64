import { openAddress } from '../http/open-address.ts';
import { MOST_PICTURE_BYTES, PICTURE_WITHIN_MS, type FetchedPicture } from '../pictures/fetch-picture.ts';
import { AkeneoFailed, AkeneoLine } from './akeneo-line.ts';
import { baseOf, type AkeneoSettings } from './akeneo-settings.ts';

interface WantedMedia {
  readonly settings: AkeneoSettings;
  /** What Akeneo calls the file by. */
  readonly media: string;
  readonly signal: AbortSignal;
}

export type FetchMedia = (wanted: WantedMedia) => Promise<FetchedPicture>;

/** Fetches files that lie in an Akeneo, which gives them to those alone who have its password. */
export function akeneoMedia(ownHosts: ReadonlySet<string>, withinMs: number = PICTURE_WITHIN_MS): FetchMedia {
  const open = openAddress(ownHosts);
  return async ({ settings, media, signal }) => {
    const late = AbortSignal.timeout(withinMs);
    const base = baseOf(settings);
    const line = new AkeneoLine(base, settings.access, { open, signal: AbortSignal.any([signal, late]) });
    const path = media.split('/').map(encodeURIComponent).join('/');
    try {
      const bytes = await line.file(`${base}/api/rest/v1/media-files/${path}/download`, MOST_PICTURE_BYTES);
      return { ok: true, bytes };
    } catch (error) {
      if (!(error instanceof AkeneoFailed)) throw error;
      if (late.aborted) return { ok: false, because: 'slow' };
      return { ok: false, because: error.because === 'too-long' ? 'too-large' : error.because };
    }
  };
}
