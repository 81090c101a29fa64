const LARGEST = 512 * 1024;

const signatures: Readonly<Record<string, (bytes: Buffer) => boolean>> = {
  'image/png': (bytes) => bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')),
  'image/jpeg': (bytes) => bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex')),
  'image/webp': (bytes) =>
    bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
  'image/svg+xml': (bytes) =>
    /^\s*(<\?xml[^>]*\?>\s*)?(<!--[^]*?-->\s*)*<svg[\s>]/.test(bytes.toString('utf8')),
};

const rasters = ['image/png', 'image/jpeg', 'image/webp'] as const;

/** What kind of picture these bytes are, whatever anybody says of them; null: none that a phone is sure to show. */
export const rasterOf = (bytes: Buffer): (typeof rasters)[number] | null =>
  rasters.find((type) => signatures[type]?.(bytes)) ?? null;

/** What is wrong with a picture, as a sentence; null: nothing. */
export function pictureFault(type: string, bytes: Buffer): string | null {
  if (bytes.length === 0 || bytes.length > LARGEST) return 'A picture has between one byte and 512 KB.';
  if (signatures[type]?.(bytes) !== true)
    return `These bytes are not ${type}. Send the picture as it was saved.`;
  return type === 'image/svg+xml' ? drawingFault(bytes.toString('utf8')) : null;
}

/** Elements that only draw. What is not named is refused, rather than what is known to be bad. */
const drawing = new Set(
  'svg g defs title desc path rect circle ellipse line polyline polygon text tspan clipPath mask linearGradient radialGradient stop symbol use'.split(
    ' ',
  ),
);

/**
 * Shown as <img> alone, under a policy of its own, a drawing can run nothing; it is kept clean all the same, for whoever
 * opens it by its address, or takes it elsewhere.
 */
function drawingFault(svg: string): string | null {
  if (/<!(DOCTYPE|ENTITY|\[CDATA)/i.test(svg))
    return 'A drawing has no DOCTYPE, entities or CDATA. Export it as plain SVG.';
  if (/&(?!(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(svg))
    return 'The drawing has entities that nobody defined.';
  const elements = [...svg.matchAll(/<\/?([\w:.-]+)/g)].map(([, name = '']) => name);
  const odd = elements.find((name) => !drawing.has(name));
  if (odd !== undefined) return `A drawing has no <${odd}>. Export it as plain SVG, texts as paths.`;
  const attributes = [...svg.matchAll(/\s([\w:.-]+)\s*=\s*("([^"]*)"|'([^']*)')/g)];
  for (const [, name = '', , double, single] of attributes) {
    const value = double ?? single ?? '';
    if (/^on/i.test(name)) return `The drawing has a script in ${name}.`;
    if (/href$/i.test(name) && !value.startsWith('#'))
      return 'The drawing refers to something outside of itself.';
    if (/url\(\s*['"]?(?!#)/i.test(value) || /javascript:|data:|@import|expression\(/i.test(value))
      return `The drawing refers to something outside of itself, in ${name}.`;
  }
  return null;
}
