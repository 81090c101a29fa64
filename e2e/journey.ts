import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChannelKind } from '@bonum/adapters/ports';
import { webhookPost } from '@bonum/adapters/webhook';
import { createBonumClient, type BonumClient } from '@bonum/client';
import type { Browser } from 'playwright-core';
import { inject } from 'vitest';
import { outsideSystems, type OutsideSystem } from '../apps/server/src/demo/outside-system.ts';
import { missingApps, readBuiltApps } from '../apps/server/src/http/built-app.ts';
import { feedSources } from '../apps/server/src/feeds/feed-sources.ts';
import { pictureSources } from '../apps/server/src/pictures/picture-sources.ts';
import { runJobs } from '../apps/server/src/jobs/jobs.ts';
import { connectRecord, type ConnectedRecord } from '../apps/server/src/record/connected.ts';
import type { CompanySettings } from '../apps/server/src/staff/company/settings.ts';
import type { OpenTelephony } from '../apps/server/src/telephony/open-telephony.ts';
import { wholeServer, type WholeServer } from '../apps/server/src/testing/whole-server.ts';
import { loggerOf } from '../apps/server/src/wire.ts';
import { root } from '../tools/house/tree.ts';
import { openChromium } from '../tools/till/chromium.ts';
import { Outbox } from './outbox.ts';
import { openPage, type Visit, type VisitedPage } from './visit.ts';

/**
 * A chain with its server, its members' app and a browser, for one file of journeys:
 *
 *     let chain: JourneyChain;
 *     beforeAll(async () => { chain = await openChain(); });
 *     afterAll(() => chain[Symbol.asyncDispose]());
 *
 *     test('C1 …', async () => {
 *       const anna = await chain.join({ name: 'Анна', phone: '+79160000001' });
 *       await using page = await chain.visit({ path: '/app/', as: anna, language: 'ru' });
 *       …
 *     });
 */
export interface JourneyChain extends AsyncDisposable {
  readonly whole: WholeServer;
  /** The API as the office sees it: may do everything. */
  readonly office: BonumClient;
  /** A browser's page, of somebody who is signed in or of a stranger. */
  readonly visit: (visit: Visit) => Promise<VisitedPage>;
  /** Somebody joins at a till; gives their id. */
  readonly join: (member: Joining) => Promise<string>;
  /** They buy something for so many roubles; gives the receipt's id. */
  readonly buy: (card: string, roubles: number) => Promise<string>;
  /** The office gives a member points. */
  readonly give: (memberId: string, points: number) => Promise<void>;
  /** What came to phones and e-mail addresses. */
  readonly outbox: Outbox;
}

interface Joining {
  readonly name: string;
  /** As +79160000001. */
  readonly phone: string;
  readonly card?: string;
}

/** What a chain is connected with; unless given, with nothing. */
interface Connected {
  readonly telephony?: OpenTelephony;
  /** Its identity provider. */
  readonly company?: CompanySettings;
  /** Where the truth about its members and points lives. */
  readonly record?: ConnectedRecord;
}

/** @param kinds what the chain sends codes by */
export async function openChain(
  kinds: readonly ChannelKind[] = ['sms', 'email'],
  { telephony, company, record }: Connected = {},
): Promise<JourneyChain> {
  const apps = await readBuiltApps();
  const missing = missingApps(apps);
  if (missing.length > 0) throw new Error(`${missing.join('; ')}, though e2e/global-setup.ts builds it`);
  const outbox = new Outbox(kinds);
  const { channels } = outbox;
  const connected = record ? null : await connect();
  const whole = await wholeServer({
    apps,
    channels,
    ...(connected && { record: connected.record }),
    ...(telephony && { telephony }),
    ...(company && { company }),
    ...(record && { record }),
  });
  const stop = new AbortController();
  const jobs = runJobs({
    shell: whole.shell,
    channels,
    webhooks: webhookPost(whole.shell.webhookHosts ?? new Set()),
    feeds: feedSources(whole.shell.webhookHosts ?? new Set()),
    pictures: pictureSources(whole.shell.webhookHosts ?? new Set()),
    logger: loggerOf({ logLevel: 'silent' }),
    stop: stop.signal,
    ...(telephony && {
      recording: {
        exchanges: telephony.exchanges,
        store: telephony.recordings,
        byAddress: telephony.byAddress,
      },
    }),
  });
  const office = createBonumClient(whole);
  await openShop(office);
  let browser: Browser | undefined;
  return {
    whole,
    office,
    visit: async (visit) => openPage((browser ??= await openChromium()), whole, visit),
    join: (member) => join_(office, outbox, member),
    buy: (card, roubles) => buy(office, card, roubles),
    give: (memberId, points) => give(office, memberId, points),
    outbox,
    [Symbol.asyncDispose]: async () => {
      await browser?.close();
      stop.abort();
      await jobs;
      await whole[Symbol.asyncDispose]();
      await connected?.outside[Symbol.asyncDispose]();
    },
  };
}

/** The system of record of this run: journeys are the same whichever it is. */
async function connect(): Promise<{ outside: OutsideSystem; record: ConnectedRecord } | null> {
  const system = inject('systemOfRecord');
  if (system === 'bonum') return null;
  const outside = await outsideSystems[system]({ stores: { 'S-1': '7001', 'S-2': '7002' } });
  const record = connectRecord(outside.system, { ageMs: 5000, patienceMs: 10_000 }, (error) => {
    throw error;
  });
  return { outside, record };
}

/** Refusals fail a journey where they happen, with their sentence. */
async function must<T>(call: Promise<{ data?: T; error?: { detail: string } }>): Promise<T> {
  const { data, error } = await call;
  if (data === undefined) throw new Error(error?.detail ?? 'no answer');
  return data;
}

async function openShop(office: BonumClient): Promise<void> {
  const programme = JSON.parse(await readFile(join(root, 'programmes/sportswear.json'), 'utf8'));
  await must(office.POST('/v1/programme', { body: { programme } }));
  const stores = [{ storeId: 'S-1', name: 'Спорт на Тверской', tills: [{ tillId: '1', name: '1' }] }];
  await must(office.PUT('/v1/stores', { body: { stores } }));
  const products = [
    { productId: 'SHOES', name: 'Кроссовки для бега', category: ['Обувь', 'Бег'] },
    { productId: 'SOCKS', name: 'Носки', category: ['Одежда', 'Носки'] },
  ];
  await must(office.PUT('/v1/products', { body: { products } }));
}

async function join_(office: BonumClient, outbox: Outbox, member: Joining): Promise<string> {
  const [memberId, confirmationId] = [randomUUID(), randomUUID()];
  const { phone, name, card } = member;
  const before = outbox.codesTo(phone);
  await must(office.POST('/v1/confirmations', { body: { confirmationId, purpose: 'join', phone } }));
  // As it comes to the phone: one that came only later would be taken for the next.
  const confirmation = { confirmationId, code: await outbox.codeTo(phone, before) };
  await must(
    office.POST('/v1/members', { body: { memberId, phone, name, confirmation, ...(card && { card }) } }),
  );
  return memberId;
}

async function give(office: BonumClient, memberId: string, points: number): Promise<void> {
  const body = { grantId: randomUUID(), kind: 'bonus', points, reason: 'Подарок' };
  await must(office.POST('/v1/members/{memberId}/grants', { params: { path: { memberId } }, body }));
}

let receipts = 0;

async function buy(office: BonumClient, card: string, roubles: number): Promise<string> {
  receipts += 1;
  const { receiptId } = await must(
    office.POST('/v1/receipts/commit', {
      body: {
        key: { storeId: 'S-1', tillId: '1', shift: '1', number: String(receipts) },
        at: new Date().toISOString(),
        member: { card },
        lines: [{ id: '1', productId: 'SHOES', quantity: 1000, amount: roubles * 100 }],
      },
    }),
  );
  return receiptId;
}
