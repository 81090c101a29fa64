import { buildApps } from '../tools/build-apps.ts';

/** Once for a run: the apps that journeys go through, if they are not built from these sources already. */
export async function setup(): Promise<void> {
  await buildApps();
}
