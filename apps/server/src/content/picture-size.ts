import { imageSize } from 'image-size';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** From here on a photograph that a camera held sideways is turned when it is shown. */
const SIDEWAYS = 5;

/** How large a picture is shown, as it says at its beginning; null: it does not say. */
export function sizeOf(head: Buffer): Size | null {
  try {
    const { width, height, orientation = 1 } = imageSize(head);
    const size = { width: Math.round(width), height: Math.round(height) };
    if (!(size.width > 0 && size.height > 0)) return null;
    return orientation >= SIDEWAYS ? { width: size.height, height: size.width } : size;
  } catch {
    return null;
  }
}

/** A drawing that does not say is shown so large by every browser. */
export const usualSize: Size = { width: 300, height: 150 };
