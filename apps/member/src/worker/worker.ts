declare const self: ServiceWorkerGlobalScope;

/** Written in by the build: every file of the app, and a name for just these. */
declare const FILES: readonly string[];
declare const VERSION: string;

const shell = `bonum-shell-${VERSION}`;
/** What the server said last about this member; deleted when they sign out. */
const answers = 'bonum-answers';

self.addEventListener('install', (event) => {
  event.waitUntil(fetchShell());
});
self.addEventListener('activate', (event) => {
  event.waitUntil(dropOlderShells());
});
self.addEventListener('push', (event) => {
  event.waitUntil(show(event.data?.json()));
});
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(String(event.notification.data)));
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(fromShell(request, '/app/'));
  else if (pathname.startsWith('/app/picture/goods.')) event.respondWith(knownForever(request));
  else if (isBrands(pathname)) event.respondWith(soonOrKnown(request));
  else if (pathname.startsWith('/app/')) event.respondWith(fromShell(request, pathname));
  else if (/^\/v1\/(me|brand|faq)(\/|$)/.test(pathname) && !isStream(request))
    event.respondWith(lastKnown(request));
});

async function fetchShell(): Promise<void> {
  const cache = await caches.open(shell);
  await cache.addAll(FILES);
  await self.skipWaiting();
}

async function dropOlderShells(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names
      .filter((name) => name.startsWith('bonum-shell-') && name !== shell)
      .map((name) => caches.delete(name)),
  );
  await self.clients.claim();
}

async function fromShell(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(shell);
  return (await cache.match(path)) ?? fetch(request);
}

const isStream = (request: Request): boolean =>
  request.headers.get('accept')?.includes('text/event-stream') ?? false;

/** The server's answer, or without network the one that it gave last, with its time. */
async function lastKnown(request: Request): Promise<Response> {
  const cache = await caches.open(answers);
  try {
    const response = await fetch(request);
    // What is no JSON is no answer of ours: a hotel's network says that all is well with a page of its own.
    if (response.ok && isJson(response)) await cache.put(request, await dated(response.clone()));
    return response;
  } catch (error) {
    const remembered = await cache.match(request);
    if (remembered) return remembered;
    throw error;
  }
}

const isJson = ({ headers }: Response): boolean =>
  headers.get('content-type')?.startsWith('application/json') ?? false;

async function dated(response: Response): Promise<Response> {
  const headers = new Headers(response.headers);
  headers.set('bonum-as-of', new Date().toISOString());
  return new Response(await response.arrayBuffer(), { status: response.status, headers });
}

/** How the chain looks: asked for each time, so that a change is seen at the next load; nobody waits long for it. */
const isBrands = (path: string): boolean =>
  /^\/app\/(brand\.css|manifest\.webmanifest|icon-\d+\.png|picture\/.+)$/.test(path);
const brand = 'bonum-brand';
const patienceMs = 800;

async function soonOrKnown(request: Request): Promise<Response> {
  const cache = await caches.open(brand);
  const remembered = await cache.match(request);
  const asked = fetch(request).then(async (response) => {
    if (response.ok) await cache.put(request, response.clone());
    return response;
  });
  if (!remembered) return asked;
  const late = new Promise<Response>((resolve) => {
    setTimeout(() => resolve(remembered), patienceMs);
  });
  return Promise.race([asked.catch(() => remembered), late]);
}

/** Of goods in offers; deleted when the member signs out, since offers may be theirs alone. */
const pictures = 'bonum-pictures';
const mostPictures = 100;

/** By its address a picture of goods is never another one. The oldest make room. */
async function knownForever(request: Request): Promise<Response> {
  const cache = await caches.open(pictures);
  const remembered = await cache.match(request);
  if (remembered) return remembered;
  const response = await fetch(request);
  // What is no picture is none of ours: a hotel's network says that all is well with a page of its own.
  if (!response.ok || response.headers.get('content-type')?.startsWith('image/') !== true) return response;
  await cache.put(request, response.clone());
  const kept = await cache.keys();
  await Promise.all(kept.slice(0, Math.max(0, kept.length - mostPictures)).map((old) => cache.delete(old)));
  return response;
}

/** What a push says; it was encrypted for this browser by our own server. */
interface Pushed {
  readonly title: string;
  readonly body: string;
  /** The page of the app that it leads to. */
  readonly url: string | null;
  /** One that comes again takes the place of the first. */
  readonly tag?: string;
}

async function show(pushed: Pushed | undefined): Promise<void> {
  const { title = 'Bonum', body = '', url = null, tag } = pushed ?? {};
  await self.registration.showNotification(title, {
    body,
    ...(tag !== undefined && { tag }),
    icon: '/app/icon-192.png',
    data: url ?? '/app/notices',
  });
}

/** In the window that is open, or a new one; never outside of the app. */
async function open(url: string): Promise<void> {
  const { origin, pathname, search } = new URL(url, self.location.origin);
  const page = origin === self.location.origin && pathname.startsWith('/app/') ? pathname + search : '/app/';
  const windows = await self.clients.matchAll({ type: 'window' });
  const window = windows.find((client) => new URL(client.url).pathname.startsWith('/app/'));
  if (!window) {
    await self.clients.openWindow(page);
    return;
  }
  const moved = await window.navigate(page);
  await (moved ?? window).focus();
}
