import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { builtInProfiles } from './built-in-profiles.ts';
import { readOnecSettings } from './onec-record.ts';

const right = {
  url: 'https://1c.chain.example/trade/odata/standard.odata',
  user: 'bonum',
  password: 'секрет',
  profile: 'rt2',
} as const;

const mistakes = (value: unknown) => {
  const read = readOnecSettings(value);
  return read.ok ? [] : read.mistakes.map(({ path }) => path);
};

describe('settings that somebody wrote', () => {
  test('are read', () => {
    expect(readOnecSettings(right)).toEqual({ ok: true, settings: right });
    const everything = {
      ...right,
      timeoutMs: 5000,
      sessions: 1,
      timeZone: 'Asia/Yekaterinburg',
      pointsPerUnit: 100,
      programme: '0b0b0b0b-0000-4000-8000-000000000001',
      kinds: { gifts: null },
      values: { cardKind: '0b0b0b0b-0000-4000-8000-000000000001' },
    };
    expect(readOnecSettings(everything)).toEqual({ ok: true, settings: everything });
  });

  test.each([
    [null, ['']],
    [{}, ['url', 'user', 'password', 'profile']],
    [{ ...right, url: 'https://1c.chain.example/trade' }, ['url']],
    [{ ...right, url: 'ftp://h/odata/standard.odata' }, ['url']],
    [{ ...right, profile: 'rt3' }, ['profile']],
    [{ ...right, profile: 'toString' }, ['profile']],
    [{ ...right, timeOut: 5 }, ['timeOut']],
    [{ ...right, timeoutMs: 5, sessions: 0 }, ['timeoutMs', 'sessions']],
    [{ ...right, timeZone: 'Moscow' }, ['timeZone']],
    [{ ...right, pointsPerUnit: 3 }, ['pointsPerUnit']],
    [{ ...right, programme: 'main' }, ['programme']],
    [{ ...right, kinds: { gifts: 'none' } }, ['kinds']],
    [{ ...right, values: { cardKind: {} } }, ['values']],
    [
      { ...right, person: { consents: { Реклама: { field: 'Есть', yes: true } } } },
      ['person.consents.Реклама'],
    ],
    [
      { ...right, person: { consents: { 'offers/sms': { field: 'Есть', yes: true } } } },
      ['person.consents.offers/sms.no'],
    ],
    [
      { ...right, person: { city: { property: 'город' }, town: 'Город' } },
      ['person.city.property', 'person.town'],
    ],
    [
      { ...right, person: { answers: { sport: { property: '$sport', as: 'list' } } } },
      ['person.answers.sport.as'],
    ],
    [
      { ...right, person: { answers: { sport: { field: 'Спорт', as: 'choice' } } } },
      ['person.answers.sport.options'],
    ],
  ])('%j', (value, paths) => expect(mistakes(value)).toEqual(paths));
});

describe('a profile of one’s own', () => {
  test.each(Object.values(builtInProfiles))('may be what $name is', (profile) => {
    expect(mistakes({ ...right, profile })).toEqual([]);
  });

  test('is told where it is wrong, and what to write there', () => {
    const { rt2 } = builtInProfiles;
    const profile = {
      ...rt2,
      person: { ...rt2.person, set: 'ФизическиеЛица', surName: 'Фамилия' },
      card: { ...rt2.card, numbers: [], owner: { field: 'Владелец Карты', composite: 'yes' } },
      points: { ...rt2.points, by: 'company', document: undefined },
    };
    expect(readOnecSettings({ ...right, profile })).toMatchObject({
      mistakes: [
        { path: 'profile.person.set', say: 'An object of 1C as OData calls it: Catalog_….' },
        { path: 'profile.person.surName' },
        { path: 'profile.card.numbers' },
        { path: 'profile.card.owner.field' },
        { path: 'profile.card.owner.composite', say: 'true or false.' },
        { path: 'profile.points.by' },
        { path: 'profile.points.document' },
      ],
    });
  });
});

test('what docs/onec.md shows is right', async () => {
  const page = await readFile(new URL('../../../../docs/onec.md', import.meta.url), 'utf8');
  const shown = [...page.matchAll(/^```json\n(.*?)^```/gms)].map(([, json = '']) => json);
  expect(shown.map((json) => mistakes(JSON.parse(json)))).toEqual([[], [], []]);
});
