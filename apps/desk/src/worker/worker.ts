// Promo mode without network: its page opens, and what waits to be sent is there. Nothing else of the desk goes through it.
declare const self: ServiceWorkerGlobalScope;

/** Written in by the build: every file of the desk, and a name for just these. */
declare const FILES: readonly string[];
declare const VERSION: string;

const shell = `bonum-promo-${VERSION}`;
/** Who is signed in, and how the chain looks: as it was when there was network. Deleted on signing out. */
const answers = 'bonum-promo-answers';

self.addEventListener('install', (event) => {
  event.waitUntil(fetchShell());
});
self.addEventListener('activate', (event) => {
  event.waitUntil(dropOlderShells());
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(fromShell(request, '/desk/'));
  else if (pathname.startsWith('/desk/assets/')) event.respondWith(fromShell(request, pathname));
  else if (['/v1/brand', '/v1/staff/me', '/app/brand.css'].includes(pathname))
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
      .filter((name) => name.startsWith('bonum-promo-') && name !== shell && name !== answers)
      .map((name) => caches.delete(name)),
  );
  await self.clients.claim();
}

/** What reads barcodes is large, and is kept once it was asked for. */
async function fromShell(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(shell);
  const kept = await cache.match(path);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && path.startsWith('/desk/assets/')) await cache.put(path, response.clone());
  return response;
}

async function lastKnown(request: Request): Promise<Response> {
  const cache = await caches.open(answers);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request, response.clone());
    return response;
  } catch (error) {
    const kept = await cache.match(request);
    if (kept) return kept;
    throw error;
  }
}
