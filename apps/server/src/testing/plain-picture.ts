import { png } from '../brand/png.ts';

/** A picture of one colour, so that each colour and size is another one. */
export function plainPicture(colour: string, width = 40, height = 30): Buffer {
  const pixel = Buffer.from(colour, 'hex');
  return png(width, height, Buffer.concat(Array.from({ length: width * height }, () => pixel)));
}
