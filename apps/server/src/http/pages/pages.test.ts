import { afterAll, describe, expect, test } from 'vitest';
import { stubServer } from '../../testing/stub-server.ts';
import { languageOf } from './languages.ts';
import type { SentMessage } from './messages.ts';

const sent: SentMessage[] = [
  {
    at: '2026-11-22T18:00:00Z',
    channel: 'SMS',
    address: '+7 916 555-01-01',
    purpose: 'confirm-join',
    title: null,
    body: 'Код 111222',
  },
  {
    at: '2026-11-22T18:05:00Z',
    channel: 'SMS',
    address: '<b>x</b>',
    purpose: 'confirm-spend',
    title: null,
    body: '<script>alert(1)</script> 333444',
  },
];
const demo = stubServer({}, { listMessages: async () => sent });
const real = stubServer();
afterAll(() => Promise.all([demo.server.close(), real.server.close()]));

const russian = { 'accept-language': 'ru-RU,ru;q=0.9,en;q=0.5' };

test('S9 the address on the slip shows the code in groups, and nothing that is no code', async () => {
  const shown = async (i: string) =>
    (await real.server.inject({ url: `/join?i=${encodeURIComponent(i)}` })).body;
  expect(await shown('syxcp3png9xz')).toContain('SYXC P3PN G9XZ');
  expect(await shown('<script>alert(1)</script>')).not.toContain('alert');
});

describe('pages', () => {
  test.each(['/', '/studio', '/join', '/join?i=SYXCP3PNG9XZ'])(
    '%s is there in both languages, without anything from elsewhere',
    async (url) => {
      const ru = await demo.server.inject({ url, headers: russian });
      const en = await demo.server.inject({ url });
      expect(ru.body).toContain('<html lang="ru">');
      expect(en.body).toContain('<html lang="en">');
      expect(en.body).not.toMatch(/[а-яё]/i);
      expect(ru.body + en.body).not.toMatch(/https?:\/\/|<style|style="|<script>|onclick/);
      expect(ru.headers['content-security-policy']).toContain("default-src 'none'");
    },
  );

  test('everything a page loads is served', async () => {
    const pages = await Promise.all(
      ['/', '/dev/messages', '/assets/page.css'].map((url) => demo.server.inject(url)),
    );
    const all = pages.map(({ body }) => body).join(' ');
    const urls = [...new Set([...all.matchAll(/(?<=(?:href|src)="|url\(")\/[^"]*/g)].map(([url]) => url))];
    expect(urls.length).toBeGreaterThan(5);
    const answers = await Promise.all(urls.map((url) => demo.server.inject(url)));
    expect(answers.filter(({ statusCode }) => statusCode >= 400)).toEqual([]);
  });

  test('messages come newest first, as text, and only where there is a demo channel', async () => {
    const page = await demo.server.inject({ url: '/dev/messages', headers: russian });
    expect(page.body.indexOf('333444')).toBeLessThan(page.body.indexOf('111222'));
    expect(page.body).toContain('&lt;script&gt;alert(1)&lt;/script&gt; 333444');
    expect(page.body).toContain('&lt;b&gt;x&lt;/b&gt;');
    expect(page.body).toContain('оплата баллами');
    expect(page.headers['cache-control']).toBe('no-store');
    expect((await real.server.inject('/dev/messages')).statusCode).toBe(404);
    expect((await real.server.inject('/')).body).not.toContain('/dev/messages');
  });

  test('without messages the page says how to get one', async () => {
    const empty = stubServer({}, { listMessages: async () => [] });
    const page = await empty.server.inject('/dev/messages');
    expect(page.body).toContain('No messages yet');
    await empty.server.close();
  });
});

describe('the reference', () => {
  test('shows the committed document and may reach nothing but this server', async () => {
    const page = await demo.server.inject('/docs/');
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-security-policy']).toMatch(
      /script-src 'self' 'sha256-.+; connect-src 'self'/,
    );
    expect(page.body.replaceAll(/\s/g, '')).not.toMatch(/(src|href)="https?:/);
    const document = await demo.server.inject('/docs/openapi.json');
    expect(document.json()).toMatchObject({ openapi: '3.1.1', info: { title: 'Bonum' } });
    expect((await demo.server.inject('/docs/js/scalar.js')).body.length).toBeGreaterThan(1_000_000);
  });
});

test.each([
  [undefined, 'en'],
  ['ru', 'ru'],
  ['de-DE,ru;q=0.4,en;q=0.2', 'ru'],
  ['en;q=0.3,ru;q=0.8', 'ru'],
  ['ru;q=0,en', 'en'],
  [';;q=,,\u0000', 'en'],
])('Accept-Language %s is answered in %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});
