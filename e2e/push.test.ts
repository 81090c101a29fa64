import { randomUUID } from 'node:crypto';
import type { Worker } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChain, type JourneyChain } from './journey.ts';
import type { VisitedPage } from './visit.ts';

let chain: JourneyChain;
beforeAll(async () => {
  chain = await openChain();
});
afterAll(() => chain[Symbol.asyncDispose]());

/** Wakes the app's worker as a push service would; no service is in reach of a test. */
async function deliver({ page, context }: VisitedPage, said: object): Promise<void> {
  const devtools = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL, isDeleted }) => !isDeleted && scopeURL.endsWith('/app/'));
      if (ours) resolve(ours.registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  await devtools.send('ServiceWorker.deliverPushMessage', {
    origin: new URL(page.url()).origin,
    registrationId: await registered,
    data: JSON.stringify(said),
  });
}

interface Shown {
  readonly title: string;
  readonly body: string;
  readonly data: unknown;
}

/** The app's worker; in a browser without a window, which has no place for notifications, with a list of them as a phone has. */
async function workerOf({ context }: VisitedPage): Promise<Worker> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  await worker.evaluate(() => {
    const { registration } = globalThis as unknown as { registration: ServiceWorkerRegistration };
    if (Notification.permission === 'granted') return;
    const list = new Map<string, Shown>();
    Object.assign(registration, {
      showNotification: async (title: string, { tag = '', body = '', data }: NotificationOptions) => {
        list.set(tag, { title, body, data });
      },
      getNotifications: async () => [...list.values()],
    });
  });
  return worker;
}

/** What stands in the phone's list of notifications. */
const shown = (worker: Worker): Promise<Shown[]> =>
  worker.evaluate(async () => {
    const { registration } = globalThis as unknown as { registration: ServiceWorkerRegistration };
    return (await registration.getNotifications()).map(({ title, body, data }) => ({
      title,
      body,
      data: String(data),
    }));
  });

describe('S1 pushed messages', () => {
  test('are shown once, with the page that they lead to', async () => {
    const anna = await chain.join({ name: 'Анна', phone: '+79160000021' });
    await using visit = await chain.visit({ path: '/app/help', as: anna, installed: true });
    await visit.context.grantPermissions(['notifications'], { origin: new URL(visit.page.url()).origin });
    await visit.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    const worker = await workerOf(visit);
    const said = {
      title: 'Вам начислили 35 баллов',
      body: 'От нашей поддержки',
      url: '/app/notices',
      tag: randomUUID(),
    };
    await deliver(visit, said);
    await deliver(visit, said);
    await expect
      .poll(() => shown(worker), { timeout: 30_000 })
      .toEqual([{ title: said.title, body: said.body, data: said.url }]);
  });

  test('are asked for by a tap, never by themselves; who said no is told how to change their mind', async () => {
    const boris = await chain.join({ name: 'Борис', phone: '+79160000022' });
    await using visit = await chain.visit({ path: '/app/help', as: boris });
    const { page } = visit;
    // A browser without a window says "denied" of what nobody was asked yet.
    await page.addInitScript(() => {
      const answer = localStorage.getItem('answer') ?? 'default';
      Object.defineProperty(Notification, 'permission', { get: () => answer });
      Notification.requestPermission = () => Promise.reject(new Error('it was asked for without a tap'));
    });
    await page.goto('/app/notices');
    await page.getByRole('button', { name: 'Включить уведомления' }).waitFor();
    await page.evaluate(() => localStorage.setItem('answer', 'denied'));
    await page.reload();
    await page.getByRole('heading', { name: 'Уведомления запрещены' }).waitFor();
    await visit.picture('push-denied');
    expect(await page.getByRole('button', { name: 'Включить уведомления' }).count()).toBe(0);
  });

  test('on an iPhone want the installed app, which is said', async () => {
    const vera = await chain.join({ name: 'Вера', phone: '+79160000023' });
    await using visit = await chain.visit({ path: '/app/notices', as: vera });
    const { page } = visit;
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'userAgent', {
        get: () => 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)',
      });
      Reflect.deleteProperty(globalThis, 'PushManager');
    });
    await page.reload();
    await page.getByRole('heading', { name: 'Уведомления на iPhone' }).waitFor();
    await visit.picture('push-iphone');
    expect(visit.complaints).toEqual([]);
  });
});
