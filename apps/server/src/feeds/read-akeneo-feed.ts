import { AkeneoFailed } from '@bonum/adapters/akeneo/akeneo-line';
import type { AkeneoRow } from '@bonum/adapters/akeneo/akeneo-product';
import type { AkeneoSettings } from '@bonum/adapters/akeneo/akeneo-settings';
import {
  beat,
  currencyOf,
  done,
  failed,
  flush,
  keepPromotions,
  type FeedEnd,
  type FeedMeans,
  type FeedRun,
  type FeedShell,
} from './feed-run.ts';
import { giveUpMissing } from './write-goods.ts';

/** Rows that are written at once. */
const A_BATCH = 1000;

/** Reads the products of an Akeneo into the catalogue: those that have changed, or all of them. */
export async function readAkeneoFeed(
  shell: FeedShell,
  { readAkeneo, stop }: FeedMeans,
  run: FeedRun,
  settings: AkeneoSettings,
): Promise<FeedEnd> {
  const { since } = run;
  const currency = await currencyOf(shell);
  if (currency !== settings.currency) return failed('other-currency', `${settings.currency} ≠ ${currency}`);
  const rows: AkeneoRow[] = [];
  try {
    for await (const page of readAkeneo({ settings, since, signal: stop })) {
      run.bytes += page.bytes;
      rows.push(...page.rows);
      if (rows.length >= A_BATCH) await flush(shell, run, rows.splice(0));
      // Akeneo may have us wait before the next page.
      else await beat(shell, run);
    }
  } catch (error) {
    if (!(error instanceof AkeneoFailed)) throw error;
    // What comes before a break is as good as any.
    await flush(shell, run, rows.splice(0));
    return failed(error.because, error.said);
  }
  await flush(shell, run, rows.splice(0));
  await beat(shell, run);
  // What has not changed does not come, so that only of everything something can be missing.
  if (since === null && run.goods > 0) run.gone += await giveUpMissing(shell, run);
  await keepPromotions(shell, run);
  return done;
}
