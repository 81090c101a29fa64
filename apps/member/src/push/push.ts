import { api } from '../api/client.ts';
import { answered, type Answer } from '../api/failure.ts';
import type { Language } from '@bonum/ui/language';

/** What stands between this browser and pushed messages. */
export type PushState =
  | 'off'
  | 'on'
  /** The member said no to the browser; only the browser's settings can undo that. */
  | 'denied'
  /** An iPhone pushes to installed apps only. */
  | 'install-first'
  | 'unsupported';

const supported = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis;

const isApple = (): boolean => /iPad|iPhone|iPod/.test(navigator.userAgent);
const isInstalled = (): boolean => matchMedia('(display-mode: standalone)').matches;

/** @param on whether the server pushes to this browser */
export function pushState(on: boolean): PushState {
  if (!supported()) return isApple() && !isInstalled() ? 'install-first' : 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  return on && Notification.permission === 'granted' ? 'on' : 'off';
}

type Pushed = Awaited<ReturnType<typeof askPush>>;
export const askPush = () => answered(api.GET('/v1/me/push'));

/** Asks the browser, subscribes with it, and tells the server. null: the member said no. */
export async function startPush(publicKey: string, language: Language): Promise<Pushed | null> {
  if ((await Notification.requestPermission()) !== 'granted') return null;
  try {
    const registration = await navigator.serviceWorker.ready;
    const { pushManager } = registration;
    const subscription = await pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: publicKey,
    });
    const { endpoint = '', keys } = subscription.toJSON();
    const body = { endpoint, keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' }, language };
    return await answered(api.PUT('/v1/me/push', { body }));
  } catch {
    // The browser's push service cannot be reached.
    return { ok: false, failure: { kind: navigator.onLine ? 'away' : 'offline' } };
  }
}

/** The server first: what the browser still takes is then sent by nobody. */
export async function stopPush(): Promise<Pushed> {
  const stopped: Answer<{ publicKey: string | null; on: boolean }> = await answered(
    api.POST('/v1/me/push/stop'),
  );
  if (stopped.ok) {
    const registration = await navigator.serviceWorker.getRegistration('/app/');
    await (await registration?.pushManager.getSubscription())?.unsubscribe();
  }
  return stopped;
}
