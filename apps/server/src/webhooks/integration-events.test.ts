import { integrationEvents } from '@bonum/contract';
import { akeneo } from '@bonum/standins/akeneo';
import { catalogueXml } from '@bonum/standins/onec-catalogue';
import { soldDocument } from '@bonum/standins/onec-receipt';
import { webhookReceiver, type WebhookReceiver } from '@bonum/standins/webhook-receiver';
import { YmlShop } from '@bonum/standins/yml-shop';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { inExchange } from '../exchange/testing/exchange-site.ts';
import { feedSources } from '../feeds/feed-sources.ts';
import { importFeed } from '../feeds/import-feed.ts';
import { bookKept } from '../onec-till/book-kept.ts';
import { goods, inShop } from '../onec-till/testing/onec-shop.ts';
import { noteAnswered, noteAway } from '../record/state.ts';
import { days, inChain, minutes, type Chain } from '../testing/chain.ts';
import { grant, inConnectedChain } from '../testing/connected.ts';
import { aWorker, heardBy, post, stateOf, tell, tellFor, typesOf } from './testing/hearing.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

type Told = keyof typeof integrationEvents;
const types = Object.keys(integrationEvents) as Told[];
const ajv = new Ajv2020({ strict: false, validateFormats: false });

/** What has come since it was asked last: each in the form that the contract promises, and none twice. */
async function news(chain: Chain, receiver: WebhookReceiver) {
  await tell(chain);
  const { received } = receiver;
  for (const { type, data } of received)
    expect(ajv.validate(integrationEvents[type as Told], data), `${type}: ${ajv.errorsText()}`).toBe(true);
  expect(new Set(received.map(({ id }) => id)).size).toBe(received.length);
  return received.splice(0).map(({ type, ownerId, data }) => ({ type, ownerId, data }));
}

const anna = { name: 'Анна', surname: 'Соколова', phone: '+79161234567' };

describe('G9 D4 a webhook hears of the system of record', () => {
  test(
    'that it is left alone and that it is back, once each; of one failure that passes nothing',
    inConnectedChain({ system: 'onec' }, async ({ chain, outside }) => {
      await using receiver = await webhookReceiver();
      await heardBy(chain, receiver, types);
      const memberId = await chain.till.join(anna);
      outside.faults.push('drop-before');
      await chain.must('grant-points', grant(memberId, 1));
      await chain.must('check-record', {});
      expect(await news(chain, receiver)).toEqual([]);

      outside.faults.push(...Array.from({ length: 40 }, () => 'drop-before' as const));
      for (let time = 0; time < 6; time++) await chain.must('grant-points', grant(memberId, 5));
      const { awaySince } = await chain.must('get-record', {});
      const [away, ...more] = await news(chain, receiver);
      expect(away).toMatchObject({
        type: 'record-away',
        data: { system: 'onec', because: expect.any(String) },
      });
      expect(more).toEqual([]);

      outside.faults.length = 0;
      chain.now += minutes(5);
      await chain.must('check-record', {});
      await chain.must('check-record', {});
      expect(await news(chain, receiver)).toMatchObject([
        { type: 'record-back', data: { system: 'onec', awaySince } },
      ]);
    }),
  );

  test(
    'once, however many processes of ours find out',
    inChain('sportswear', async (chain) => {
      await using receiver = await webhookReceiver();
      await heardBy(chain, receiver, types);
      const { db } = chain.shell;
      const away = { because: 'no-answer', at: chain.now, isLeftAlone: true };
      const many = [1, 2, 3, 4];
      await Promise.all(many.map(() => noteAnswered(db, 'sap', chain.now)));
      await Promise.all(many.map(() => noteAway(db, 'sap', away)));
      await Promise.all(many.map(() => noteAnswered(db, 'sap', chain.now + 1000)));
      await noteAway(db, 'sap', { ...away, isLeftAlone: false });
      expect(await news(chain, receiver)).toMatchObject([{ type: 'record-away' }, { type: 'record-back' }]);
    }),
  );

  test(
    'that it refused a change, which waits for people: each time that it does, without who it is about',
    inConnectedChain({ system: 'onec' }, async ({ chain, outside }) => {
      await using receiver = await webhookReceiver();
      await heardBy(chain, receiver, types);
      const memberId = await chain.till.join(anna);
      outside.base.manners.refusesPosting = `Соколова Анна: дата запрета изменения`;
      for (const points of [70, 30]) await chain.must('grant-points', grant(memberId, points));
      const { commands } = await chain.must('list-record-commands', { state: 'refused' });
      const commandId = commands[0]?.commandId ?? '';
      const told = await news(chain, receiver);
      expect(told).toEqual([
        {
          type: 'record-command-refused',
          ownerId: memberId,
          data: { system: 'onec', commandId, act: 'points', because: commands[0]?.because },
        },
      ]);
      for (const personal of ['Соколова', 'Анна', '9161234567'])
        expect(JSON.stringify(told)).not.toContain(personal);
      await chain.must('retry-record-command', { memberId, commandId });
      expect(await news(chain, receiver)).toMatchObject([{ data: { commandId } }]);
      outside.base.manners.refusesPosting = null;
      await chain.must('retry-record-command', { memberId, commandId });
      expect(await chain.must('get-record', {})).toMatchObject({ refused: 0, waiting: 0 });
      expect(await news(chain, receiver)).toEqual([]);
    }),
  );
});

describe('G9 G10 a webhook hears of goods that could not be taken', () => {
  test(
    'of 1C: of a file with rows that were not, and of one that breaks off',
    inExchange(async (site) => {
      const { chain } = site;
      await using receiver = await webhookReceiver();
      await heardBy(chain, receiver, types);
      const onec = await site.onec();
      const read = async (file: string, text: string): Promise<string> => {
        await onec.checkAuth();
        await onec.init();
        await onec.sendPart(file, Buffer.from(text));
        return onec.read(file).catch(String);
      };
      const xml = [...catalogueXml({ goods: [{ id: 'p1', name: 'Товар' }] })].join('');
      await read('import0.xml', xml);
      expect(await news(chain, receiver)).toEqual([]);
      await read('import1.xml', xml.replaceAll('<Наименование>Товар</Наименование>', ''));
      expect(await read('import2.xml', xml.slice(0, -30))).toContain('Строка');
      const { exchanges } = await chain.must('list-exchanges', {});
      const idOf = (name: string) =>
        exchanges.find(({ files }) => files.some(({ file }) => file === name))?.exchangeId;
      expect(await news(chain, receiver)).toEqual([
        {
          type: 'catalogue-rows-not-taken',
          ownerId: idOf('import1.xml'),
          data: {
            source: 'commerceml',
            exchangeId: idOf('import1.xml'),
            file: 'import1.xml',
            taken: expect.any(Number),
            bad: 1,
          },
        },
        {
          type: 'catalogue-import-failed',
          ownerId: idOf('import2.xml'),
          data: expect.objectContaining({ file: 'import2.xml', because: 'broken-file' }),
        },
      ]);
    }),
  );

  test(
    'of a feed in YML, and of a run whose worker fell silent; of an Akeneo that does not let us in',
    inChain('sportswear', async (chain) => {
      await using shop = await YmlShop.open();
      await using pim = await akeneo({ clientId: 'id', clientSecret: 'x', username: 'bonum', password: 'y' });
      await using receiver = await webhookReceiver();
      await heardBy(chain, receiver, types);
      const sources = feedSources(new Set(['127.0.0.1']));
      const work = () => importFeed(chain.shell, { ...sources, stop: new AbortController().signal });
      const newest = async (feedId: string) => {
        const { feeds } = await chain.must('list-feeds', {});
        return feeds.find((feed) => feed.feedId === feedId)?.runs[0]?.runId;
      };
      const feedId = v7();
      const feed = { feedId, name: 'Магазин', everyMinutes: 60 };
      const socks = { id: 'SOCKS', name: 'Носки', price: '399' };
      shop.file = () => ({ offers: [socks] });
      await chain.must('put-feed', { ...feed, kind: 'yml', url: shop.address });
      await work();
      expect(await news(chain, receiver)).toEqual([]);

      shop.file = () => ({ offers: [socks, { id: 'NAMELESS', price: '1' }] });
      chain.now += minutes(1);
      await chain.must('run-feed', { feedId });
      await Promise.all([work(), work()]);
      const read = { source: 'yml', feedId, runId: await newest(feedId), taken: 1, bad: 1 };
      expect(await news(chain, receiver)).toEqual([
        { type: 'catalogue-rows-not-taken', ownerId: feedId, data: read },
      ]);

      shop.file = 503;
      chain.now += minutes(60);
      await work();
      const failedRun = await newest(feedId);
      expect(await news(chain, receiver)).toMatchObject([
        { type: 'catalogue-import-failed', data: { runId: failedRun, because: 'http-503', taken: 0 } },
      ]);

      const dead = v7();
      const { db } = chain.shell;
      await db
        .insertInto('feed_run')
        .values({
          run_id: dead,
          feed_id: feedId,
          began_at: new Date(chain.now),
          state: 'running',
          goods: 7,
        })
        .execute();
      await db
        .updateTable('feed')
        .set({ run_id: dead, beat_at: new Date(chain.now), due_at: new Date(chain.now) })
        .execute();
      shop.file = () => ({ offers: [socks] });
      chain.now += minutes(5);
      await work();
      expect(await news(chain, receiver)).toMatchObject([
        { type: 'catalogue-import-failed', data: { runId: dead, because: 'broken-off', taken: 7 } },
      ]);

      const pimId = v7();
      await chain.must('put-feed', {
        feedId: pimId,
        kind: 'akeneo',
        name: 'PIM',
        url: pim.url,
        everyMinutes: 60,
        akeneo: {
          access: { clientId: 'id', clientSecret: 'wrong', username: 'bonum', password: 'y' },
          locale: 'ru_RU',
          scope: 'ecommerce',
          currency: 'RUB',
          attributes: { name: 'name', price: 'price' },
        },
      });
      await work();
      expect(await news(chain, receiver)).toMatchObject([
        {
          type: 'catalogue-import-failed',
          ownerId: pimId,
          data: { source: 'akeneo', feedId: pimId, because: 'not-let-in' },
        },
      ]);
    }),
  );
});

describe('G9 B12 a webhook hears of a receipt of 1C that is not booked', () => {
  test(
    'once for each reason, however often it is sent and tried',
    inShop(async (shop) => {
      const { chain } = shop;
      await using receiver = await webhookReceiver();
      await heardBy(chain, receiver, types);
      const till = await shop.till();
      const { card } = await shop.member();
      const unknown = {
        productId: '9d4a5f0e-2b57-11ee-8c99-0242ac120002',
        name: 'Новинка',
        count: 1,
        price: 700,
      };
      const socks = { productId: goods.socks, count: 3, price: 299 };
      const sale = soldDocument({ date: shop.date(), card, goods: [unknown, socks] });
      const send = (document: object) => till.ask('POST', 'receipts', {}, { value: [document] });
      await Promise.all([send(sale), send(sale)]);
      await send(sale);
      const told = {
        type: 'onec-receipt-not-booked',
        ownerId: sale.Ref_Key,
        data: {
          documentId: sale.Ref_Key,
          type: 'sale',
          number: sale['Number'],
          state: 'refused',
          because: 'unknown-product',
        },
      };
      expect(await news(chain, receiver)).toEqual([told]);
      chain.now += minutes(2);
      expect(await bookKept(chain.shell)).toBe(1);
      expect(await news(chain, receiver)).toEqual([]);
      // It comes again, with another mistake; and then is right.
      await send({ ...sale, Date: '2026-13-01T10:00:00' });
      expect(await news(chain, receiver)).toMatchObject([
        { data: { because: expect.not.stringMatching('unknown-product') } },
      ]);
      await chain.must('put-products', { products: [{ productId: unknown.productId, name: 'Новинка' }] });
      await send(sale);
      expect((await chain.must('list-onec-receipts', {})).receipts).toEqual([]);
      expect(await news(chain, receiver)).toEqual([]);
    }),
  );
});

describe('G9 the others hear of a webhook that is paused', () => {
  test(
    'since it answers 410: once, however many it was told at once',
    inChain('clothing', async (chain) => {
      await using receiver = await webhookReceiver();
      await using gone = await webhookReceiver();
      await heardBy(chain, receiver, types);
      const webhookId = await heardBy(chain, gone, ['member-joined']);
      gone.faults.push(...Array.from({ length: 8 }, () => ({ status: 410, body: '' })));
      for (let one = 0; one < 8; one++) await chain.till.join();
      await tell(chain);
      expect(await stateOf(chain, webhookId)).toMatchObject({ state: 'gone', waiting: 8 });
      expect(await news(chain, receiver)).toEqual([
        { type: 'webhook-paused', ownerId: webhookId, data: { webhookId, because: 'gone' } },
      ]);
    }),
  );

  test(
    'since it has taken nothing for five days; what waits then is told when it goes on',
    inChain('clothing', async (chain) => {
      await using receiver = await webhookReceiver();
      await using away = await webhookReceiver();
      await heardBy(chain, receiver, types);
      const webhookId = await heardBy(chain, away, ['member-joined']);
      const began = chain.now;
      const deaf = aWorker(chain, {
        post: async (message) =>
          message.url === away.address ? { status: null, because: 'no-answer' } : post.post(message),
      });
      const fail = async () => {
        await chain.till.join();
        await tell(chain, deaf);
      };
      await fail();
      chain.now += days(4);
      await fail();
      expect(await stateOf(chain, webhookId)).toMatchObject({
        state: 'failing',
        failingSince: new Date(began).toISOString(),
      });
      // One that was taken begins anew.
      chain.now += minutes(60);
      await tell(chain);
      expect(typesOf(away)).toContain('member-joined');
      expect(await stateOf(chain, webhookId)).toMatchObject({ state: 'open', failingSince: null });
      await fail();
      chain.now += days(4);
      await fail();
      chain.now += days(1);
      await fail();
      expect(await stateOf(chain, webhookId)).toMatchObject({ state: 'paused' });
      expect(await news(chain, receiver)).toEqual([
        { type: 'webhook-paused', ownerId: webhookId, data: { webhookId, because: 'failing' } },
      ]);
      const waiting = (await stateOf(chain, webhookId))?.waiting ?? 0;
      expect(waiting).toBeGreaterThan(0);
      away.received.length = 0;
      await chain.must('change-webhook', { webhookId, paused: false });
      await tellFor(chain, days(2), minutes(60));
      expect(away.received).toHaveLength(waiting);
      expect(await stateOf(chain, webhookId)).toMatchObject({
        state: 'open',
        failingSince: null,
        waiting: 0,
      });
    }),
  );
});
