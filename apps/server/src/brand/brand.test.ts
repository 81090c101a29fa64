import { examples } from '@bonum/contract';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wholeServer, type WholeServer } from '../testing/whole-server.ts';
import { contrast, mix } from './colour.ts';
import { drawIcon } from './icon.ts';
import { widthOf } from './logo-width.ts';
import { brandText, unreadable } from './readable.ts';

/** A red chain, and a light one whose points are ink, white in the dark. */
const meridian = examples.brand.colours;
const astra = { ...meridian, brand: '#B8142B' };
const luch = {
  brand: '#FFD60A',
  onBrand: '#14181B',
  points: '#14181B',
  onPoints: '#FFFFFF',
  pointsOnBrand: '#14181B',
};
const luchInTheDark = { points: '#FFFFFF', onPoints: '#14181B' };

describe('a chain’s colours can be read', () => {
  test('contrast is that of WCAG', () => {
    expect(contrast('#000000', '#FFFFFF')).toBe(21);
    expect(contrast('#FFFFFF', '#767676')).toBeCloseTo(4.54, 2);
    expect(contrast('#777777', '#FFFFFF')).toBeLessThan(4.5);
  });

  test('mixing is that of CSS', () => {
    expect(mix('#FFFFFF', 0.5, '#000000')).toBe('#636363');
    expect(mix('#FF0000', 1, '#00FF00')).toBe('#FF0000');
    expect(mix('#FF0000', 0.5, '#0000FF')).toBe('#8C53A2');
  });

  test.each([
    ['the usual one', { colours: meridian }],
    ['a red one', { colours: astra }],
    ['a light one', { colours: luch, dark: luchInTheDark }],
  ])('%s: every pair, in both themes', (_, brand) => expect(unreadable(brand)).toEqual([]));

  test('text of a light brand is darker than the brand, and of a dark one lighter in the dark', () => {
    expect(contrast(brandText('#FFD60A', 'light'), '#FFFFFF')).toBeGreaterThan(4.5);
    expect(contrast('#FFD60A', '#FFFFFF')).toBeLessThan(1.5);
    expect(contrast(brandText('#00475B', 'dark'), '#171B1E')).toBeGreaterThan(4.5);
  });

  test('what cannot be read is told with its ratio', () => {
    const white = unreadable({ colours: { ...meridian, brand: '#FFD60A', pointsOnBrand: '#FFC53D' } });
    expect(white).toContainEqual({
      theme: 'light',
      text: 'onBrand',
      ground: 'brand',
      ratio: 1.4,
      needed: 4.5,
    });
    expect(white.map(({ text }) => text)).toContain('pointsOnBrand');
    const pale = unreadable({ colours: { ...meridian, onPoints: '#7A5200' } });
    expect(pale.map(({ text, theme }) => `${text} ${theme}`)).toEqual(['onPoints light', 'onPoints dark']);
  });
});

test('an icon is a PNG of its size, in the colours of the brand', () => {
  const icon = drawIcon(192, astra);
  expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([192, 192]);
  const pixels = inflateSync(icon.subarray(icon.indexOf('IDAT') + 4, icon.indexOf('IEND') - 8));
  const at = (x: number, y: number): string =>
    pixels.toString('hex', y * (192 * 3 + 1) + 1 + x * 3, y * (192 * 3 + 1) + 4 + x * 3);
  expect([at(0, 0), at(191, 191), at(54, 96), at(108, 96)]).toEqual(['b8142b', 'b8142b', 'ffffff', 'ffc53d']);
});

test.each([
  ['a drawing twice as wide as high', Buffer.from('<svg viewBox="0 0 96 48"/>'), 48],
  ['a square of pixels', drawIcon(192, astra), 24],
  ['a strip no wider than a hair', Buffer.from('<svg viewBox="0 0 1 900"/>'), 1],
  ['a drawing that does not say', Buffer.from('<svg/>'), 24],
  ['a picture that cannot be read', drawIcon(192, astra).subarray(0, 12), 24],
])('%s has its place kept', (_, picture, width) => expect(widthOf(picture)).toBe(width));

describe('U10 a chain’s own look', () => {
  let whole: WholeServer;
  beforeAll(async () => {
    whole = await wholeServer();
  });
  afterAll(() => whole[Symbol.asyncDispose]());

  const put = (url: string, payload: object) =>
    whole.server.inject({
      method: 'PUT',
      url,
      payload,
      headers: { authorization: `Bearer ${whole.key}` },
    });
  const get = (url: string, headers: Record<string, string> = {}) => whole.server.inject({ url, headers });
  const svg = (body: string) => ({
    type: 'image/svg+xml',
    data: btoa(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${body}</svg>`),
  });

  test('is there before anybody has written one', async () => {
    expect((await get('/v1/brand')).json()).toMatchObject({ version: 0, currency: null });
    expect((await get('/app/brand.css')).body).toContain('--brand:#00475B');
    expect((await get('/app/icon-512.png')).headers['content-type']).toBe('image/png');
  });

  test('is what was written, at the next load', async () => {
    await put('/v1/assets/logo', { type: 'image/svg+xml', data: examples.logo });
    const first = await put('/v1/brand', examples.brand);
    expect(first.statusCode, first.body).toBe(200);
    expect(first.json().logoWidth).toBe(24);
    const before = await get('/app/brand.css');
    const etag = String(before.headers.etag);
    expect((await get('/app/brand.css', { 'if-none-match': etag })).statusCode).toBe(304);
    const second = await put('/v1/brand', {
      ...examples.brand,
      colours: luch,
      dark: luchInTheDark,
      name: { ru: 'Луч', en: 'Luch' },
    });
    expect(second.json().version).toBe(first.json().version + 1);
    // The same again is no new version.
    expect(
      (
        await put('/v1/brand', {
          ...examples.brand,
          colours: luch,
          dark: luchInTheDark,
          name: { ru: 'Луч', en: 'Luch' },
        })
      ).json().version,
    ).toBe(second.json().version);
    const after = await get('/app/brand.css', { 'if-none-match': etag });
    expect(after.statusCode).toBe(200);
    expect(after.body).toContain('html:root{--brand:#FFD60A;--on-brand:#14181B');
    expect(after.body).toContain(
      'html:root[data-theme=dark]{--brand:#FFD60A;--on-brand:#14181B;--points:#FFFFFF',
    );
    const named = await get('/app/manifest.webmanifest', { 'accept-language': 'en' });
    expect(named.json()).toMatchObject({ name: 'Luch', start_url: '/app/' });
  });

  test('white on yellow is refused, with every pair that fails', async () => {
    const refused = await put('/v1/brand', {
      ...examples.brand,
      logo: undefined,
      colours: { ...examples.brand.colours, brand: '#FFD60A' },
    });
    expect(refused.statusCode).toBe(422);
    expect(refused.json()).toMatchObject({ code: 'brand-unreadable', path: '/colours' });
    expect(refused.json().pairs).toContainEqual(expect.objectContaining({ text: 'onBrand', ratio: 1.4 }));
  });

  test('a picture that nobody has sent is refused by name', async () => {
    const refused = await put('/v1/brand', { ...examples.brand, logo: 'nowhere' });
    expect(refused.json()).toMatchObject({ code: 'unknown-asset', path: '/logo' });
  });

  test.each([
    ['a script', svg('<script>alert(1)</script>')],
    ['a handler', svg('<path d="M0 0" onclick="x()"/>')],
    ['a page', svg('<foreignObject/>')],
    ['a link', svg('<use href="https://elsewhere.example/a.svg#b"/>')],
    ['a style from elsewhere', svg('<rect fill="url(https://elsewhere.example/a)"/>')],
    ['an entity', { type: 'image/svg+xml', data: btoa('<!DOCTYPE svg [<!ENTITY a "b">]><svg/>') }],
    ['an HTML page called a picture', { type: 'image/png', data: btoa('<html>hello</html>') }],
  ])('a picture with %s is refused', async (_, asset) =>
    expect((await put('/v1/assets/trap', asset)).json().code).toBe('bad-asset'),
  );

  test('a drawing opened by its address runs nothing', async () => {
    await put('/v1/assets/logo', { type: 'image/svg+xml', data: examples.logo });
    const { headers } = await get('/app/picture/logo');
    expect(headers).toMatchObject({
      'content-type': 'image/svg+xml',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
    });
    expect((await get('/app/picture/none')).statusCode).toBe(404);
  });
});
