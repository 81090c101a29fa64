const file = (type: string, base64: string) => ({ type, bytes: Buffer.from(base64, 'base64') });

const jpeg = file(
  'image/jpeg',
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
);

/** The smallest pictures there are, as a browser saves them. */
export const pictures = {
  jpeg,
  png: file(
    'image/png',
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  ),
  webp: file('image/webp', 'UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=='),
  /** As a telephone saves it. */
  withExif: Buffer.concat([
    jpeg.bytes.subarray(0, 2),
    Buffer.from([0xff, 0xe1, 0x00, 0x0a]),
    Buffer.from('Exif\0\0II', 'latin1'),
    jpeg.bytes.subarray(2),
  ]),
} as const;
