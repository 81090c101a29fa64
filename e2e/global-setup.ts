import { buildApps } from '../tools/build-apps.ts';
import { chromiumOnDisk } from '../tools/till/chromium.ts';

/** Once for a run: the apps that journeys go through, if they are not built from these sources already, and the browser. */
export async function setup(): Promise<void> {
  await buildApps();
  await chromiumOnDisk();
}
