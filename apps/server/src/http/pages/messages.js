// Loads this page again every two seconds and takes over its list: one way of drawing it, on the server.
const every = 2000;
const stale = document.querySelector('.stale');
let seenAt = new Date();

async function refresh() {
  const response = await fetch(location.href, { cache: 'no-store', signal: AbortSignal.timeout(5000) });
  if (!response.ok) throw new Error(String(response.status));
  const fresh = new DOMParser()
    .parseFromString(await response.text(), 'text/html')
    .getElementById('messages');
  const shown = document.getElementById('messages');
  // Left alone when nothing is new, so that a selection survives.
  if (fresh && shown && fresh.innerHTML !== shown.innerHTML) shown.replaceWith(fresh);
  seenAt = new Date();
  stale.hidden = true;
}

function tell() {
  stale.textContent = `${stale.dataset.text} ${seenAt.toLocaleTimeString(document.documentElement.lang, { hour12: false })}`;
  stale.hidden = false;
}

async function loop() {
  if (!document.hidden) await refresh().catch(tell);
  setTimeout(loop, every);
}

setTimeout(loop, every);
