/** What a camera sees that is held before a card: uncompressed pictures, the luminance of each point and no colour. */
export function filmOf(bars: readonly number[]): Buffer {
  const [width, height, module] = [640, 480, 4];
  const line = Buffer.alloc(width, 235);
  let at = (width - 95 * module) / 2;
  for (const [index, modules] of bars.entries()) {
    if (index % 2 === 0) line.fill(16, at, at + modules * module);
    at += modules * module;
  }
  const picture = Buffer.concat([
    Buffer.from('FRAME\n'),
    ...Array.from({ length: height }, () => line),
    Buffer.alloc((width * height) / 2, 128),
  ]);
  return Buffer.concat([
    Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`),
    picture,
    picture,
  ]);
}
