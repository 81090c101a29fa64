import { mangoOffice } from '@bonum/standins/mango';
import { describe, expect, test } from 'vitest';
import { momentOf, outsidePhone } from '../telephony/numbers.ts';
import { mangoNews } from './mango-news.ts';
import { mangoJson } from './mango-signature.ts';
import { mangoTelephony } from './mango-telephony.ts';

const keys = { key: 'chain', salt: 'agreed' };
const at = 1_795_000_000;

async function pbx() {
  const office = await mangoOffice(keys);
  const telephony = mangoTelephony({ ...keys, url: office.url });
  const read = () =>
    office
      .incoming({ entryId: 'E1', from: '79160000001', extension: '101', at })
      .flatMap(({ path, form }) => mangoNews(path, mangoJson(keys, form), 0));
  return { office, telephony, read, [Symbol.asyncDispose]: () => office[Symbol.asyncDispose]() };
}

describe('G7 what Mango Office tells', () => {
  test('becomes the news of one call: rung, answered, ended, and a recording that knows no number', async () => {
    await using stand = await pbx();
    const of = { externalCallId: 'E1' };
    const parties = { direction: 'in', clientPhone: '+79160000001', line: '74950000001' };
    const leg = { leg: 'E1:1', extension: '101' };
    expect(stand.read()).toEqual([
      { ...of, ...parties, ...leg, event: 'started', at: at * 1000, order: 1 },
      { ...of, ...parties, ...leg, event: 'answered', at: (at + 4) * 1000, order: 2 },
      { ...of, ...parties, ...leg, event: 'ended', at: (at + 34) * 1000, order: 3 },
      { ...of, ...parties, event: 'started', at: at * 1000 },
      { ...of, ...parties, event: 'answered', at: (at + 4) * 1000 },
      { ...of, ...parties, event: 'ended', at: (at + 34) * 1000, talkSeconds: 30 },
      { ...of, event: 'recording-ready', at: (at + 35) * 1000, recordRef: 'rec-E1' },
      { ...of, event: 'recording-ready', at: (at + 35) * 1000, recordRef: 'rec-E1' },
    ]);
  });

  test('is believed over its exact bytes only', async () => {
    await using stand = await pbx();
    const { form } = stand.office.sign('events/call', { entry_id: 'E1', call_id: 'E1:1', seq: 1 });
    expect(mangoJson(keys, form)).toMatchObject({ entry_id: 'E1' });
    const spaced = new URLSearchParams(form);
    spaced.set('json', JSON.stringify(JSON.parse(form.get('json') ?? ''), null, 1));
    const other = new URLSearchParams(form);
    other.set('vpbx_api_key', 'another');
    for (const forged of [spaced, other, new URLSearchParams({ json: '{}' }), new URLSearchParams()])
      expect(mangoJson(keys, forged)).toBeNull();
  });

  test.each([
    ['a withheld number', { from: { number: 'anonymous' }, to: { extension: '101' } }, { clientPhone: null }],
    ['no number at all', { from: {}, to: { extension: '101' } }, { clientPhone: null, direction: 'in' }],
    [
      'one operator to another',
      { from: { extension: '101' }, to: { extension: '102' } },
      { extension: '102' },
    ],
    [
      'a call out',
      { from: { extension: '101' }, to: { number: '79160000001' } },
      { direction: 'out', extension: '101', clientPhone: '+79160000001' },
    ],
  ])('%s', (_, parties, expected) => {
    const said = { entry_id: 'E', call_id: 'C', seq: 1, timestamp: at, call_state: 'Appeared', ...parties };
    const [news] = mangoNews('events/call', said, 0);
    expect(news).toMatchObject(expected);
    expect(Object.hasOwn(news ?? {}, 'clientPhone')).toBe('clientPhone' in expected);
  });

  test('nonsense tells nothing', () => {
    for (const said of [
      null,
      7,
      'x',
      [],
      {},
      { entry_id: '' },
      { entry_id: 'E', call_state: 'Dancing', call_id: 'C' },
    ])
      for (const path of [
        'events/call',
        'events/summary',
        'events/recording',
        'events/record/added',
        'events/dtmf',
        'constructor',
      ])
        expect(mangoNews(path, said, 0)).toEqual([]);
  });
});

describe('G7 what Mango Office is asked', () => {
  test('a recording is not there for a while; then each link is good for one time', async () => {
    await using stand = await pbx();
    const { office, telephony } = stand;
    expect(await telephony.fetchRecording('rec-1')).toEqual({ state: 'later', because: 'http-404' });
    office.record('rec-1', Buffer.from('RIFF'));
    for (let times = 0; times < 2; times++) {
      const fetched = await telephony.fetchRecording('rec-1');
      if (fetched.state !== 'got') throw new Error(fetched.because);
      expect(await new Response(fetched.body).text()).toBe('RIFF');
    }
    expect([...office.links.values()]).toEqual([1, 1]);
    const [link = ''] = office.links.keys();
    expect((await fetch(office.url + link)).status).toBe(410);
  });

  test('to call back, to hand over, to hang up; a wrong signature is refused', async () => {
    await using stand = await pbx();
    const { office, telephony } = stand;
    expect(await telephony.command({ act: 'call-back', extension: '101', phone: '+79160000001' })).toEqual({
      state: 'done',
    });
    const of = { externalCallId: 'E1', leg: 'E1:1' };
    expect(await telephony.command({ act: 'transfer', ...of, extension: '101', to: '102' })).toEqual({
      state: 'done',
    });
    expect(await telephony.command({ act: 'hang-up', ...of })).toEqual({ state: 'done' });
    expect(await telephony.command({ act: 'hold', ...of })).toEqual({ state: 'refused', because: 'cannot' });
    expect(office.commands.map(({ path, said }) => [path, said['to_number'] ?? said['call_id']])).toEqual([
      ['commands/callback', '79160000001'],
      ['commands/transfer', '102'],
      ['commands/call/hangup', 'E1:1'],
    ]);
    const stranger = mangoTelephony({ key: 'chain', salt: 'guessed', url: office.url });
    expect(await stranger.command({ act: 'hang-up', ...of })).toEqual({
      state: 'refused',
      because: 'mango-3101',
    });
    office.faults.push('drop-before');
    expect(await telephony.command({ act: 'hang-up', ...of })).toEqual({
      state: 'away',
      because: 'no-answer',
    });
  });
});

test('times are seconds, or as the clocks in Moscow show', () => {
  const noon = Date.parse('2026-11-22T12:00:00+03:00');
  for (const written of [
    noon / 1000,
    String(noon / 1000),
    noon,
    '2026-11-22 12:00:00',
    '22.11.2026 12:00:00',
    '2026-11-22T12:00:00.000+0300',
    '2026-11-22T09:00:00Z',
  ])
    expect(momentOf(written), String(written)).toBe(noon);
  for (const written of ['', null, undefined, 'now', 0, '12:00']) expect(momentOf(written)).toBeNull();
});

test('phones are written in many ways, and some are none', () => {
  for (const written of [
    '89160000001',
    '79160000001',
    '+7 916 000-00-01',
    'sip:79160000001@mango',
    '9160000001',
    79160000001,
  ])
    expect(outsidePhone(written)).toBe('+79160000001');
  for (const written of ['', 'anonymous', 'Anonymous', 'unknown', null, undefined])
    expect(outsidePhone(written)).toBeNull();
  for (const written of ['101', '*8', '112', '9'.repeat(20)]) expect(outsidePhone(written)).toBeUndefined();
});
