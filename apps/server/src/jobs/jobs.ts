import type { WebhookPost } from '@bonum/adapters/ports';
import { settleEnded } from '../limits/lease.ts';
import { forgetQuotas } from '../confirmations/quota.ts';
import { deliverMessages, MESSAGES_A_BATCH, type Means } from '../messages/deliver-messages.ts';
import { forgetGatewayIds } from '../messages/receipts.ts';
import type { Shell } from '../operation.ts';
import { forgetSignIns } from '../sign-in/forget-sign-ins.ts';
import { CODES_A_BATCH, settleCodes } from '../shards/code-claim.ts';
import { foretellExpiry } from '../notices/foretell-expiry.ts';
import { pushAnnouncements } from '../notices/push-announcements.ts';
import { EVENTS_A_BATCH, tellEvents } from '../notices/tell-events.ts';
import { watchAbuse } from '../abuse/watch-abuse.ts';
import { fetchRecordings, RECORDINGS_A_BATCH, type RecordingMeans } from '../recordings/fetch-recordings.ts';
import { importCatalogue } from '../exchange/import-catalogue.ts';
import type { FeedSources } from '../feeds/feed-sources.ts';
import { forgetFeedFiles } from '../feeds/feed-file.ts';
import { forgetFeedRuns, importFeed } from '../feeds/import-feed.ts';
import { forgetKeyDays } from '../keys/day-quotas.ts';
import { forgetSessions } from '../exchange/session.ts';
import { bookKept, RECEIPTS_A_BATCH } from '../onec-till/book-kept.ts';
import { forgetDiscarded } from '../onec-till/kept-receipts.ts';
import { choosePictures } from '../pictures/choose-pictures.ts';
import { forgetPictures } from '../pictures/forget-pictures.ts';
import type { PictureSources } from '../pictures/picture-sources.ts';
import { PICTURES_A_BATCH, takePictures } from '../pictures/take-pictures.ts';
import { measureAssets } from '../content/measure-assets.ts';
import { dailyCheck } from '../record/check-daily.ts';
import { reportFiller } from '../reports/fill-reports.ts';
import { forgetTold } from '../record/forget-told.ts';
import { tellWaiting } from '../record/tell-waiting.ts';
import { forgetRecordings } from '../recordings/forget-recordings.ts';
import { forgetDeliveries } from '../webhooks/forget-deliveries.ts';
import { webhookSender, type WebhookSender } from '../webhooks/deliver-webhooks.ts';
import { runLoop, type Job } from './loop.ts';
import { OWNERS_A_BATCH, settleDue } from './settle-due.ts';

interface Running extends Means {
  readonly webhooks: WebhookPost;
  readonly shell: Shell;
  readonly stop: AbortSignal;
  /** By what recordings of calls are had and kept; absent where there are none. */
  readonly recording?: RecordingMeans;
  /** By what feeds of goods are had. */
  readonly feeds: FeedSources;
  /** By what pictures of goods are had. */
  readonly pictures: PictureSources;
  /** What 1C calls the prices of the tills. */
  readonly priceType?: string | undefined;
}

/** Everything a worker does, until told to stop. Any number of workers may run at once. */
export async function runJobs(running: Running): Promise<void> {
  const { shell, stop, logger } = running;
  const sender = webhookSender(shell, running);
  const jobs = [...telling(running, sender), ...keeping(running), ...readingReceipts(running)];
  await Promise.all(jobs.map((job) => runLoop(job, stop, logger)));
  await sender.drained();
}

/** What goes out to members and to other systems. */
function telling({ shell, ...means }: Running, sender: WebhookSender): readonly Job[] {
  return [
    {
      name: 'deliver-messages',
      // Somebody stands at a till and waits for the code.
      restMs: 300,
      work: async () => (await deliverMessages(shell, means)) === MESSAGES_A_BATCH,
    },
    {
      name: 'tell-events',
      restMs: 1000,
      work: async () => (await tellEvents(shell)) === EVENTS_A_BATCH,
    },
    {
      name: 'deliver-webhooks',
      restMs: 300,
      work: sender.work,
    },
    {
      name: 'tell-record',
      restMs: 500,
      work: () => tellWaiting(shell),
    },
    {
      name: 'check-record',
      restMs: 600_000,
      work: dailyCheck(shell),
    },
    {
      name: 'push-announcements',
      restMs: 60_000,
      work: async () => {
        await pushAnnouncements(shell);
        return false;
      },
    },
    {
      name: 'foretell-expiry',
      restMs: 3_600_000,
      work: async () => {
        await foretellExpiry(shell);
        return false;
      },
    },
  ];
}

/** What falls due by itself, and what has to be fetched, looked at or forgotten. */
function keeping({ shell, stop, recording, priceType, feeds, pictures, logger }: Running): readonly Job[] {
  const broken = new Set<string>();
  return [
    {
      name: 'settle-due',
      restMs: 5000,
      work: async () => (await settleDue(shell, broken, logger)) === OWNERS_A_BATCH,
    },
    {
      name: 'fetch-recordings',
      restMs: 2000,
      work: async () =>
        recording !== undefined && (await fetchRecordings(shell, recording, logger)) === RECORDINGS_A_BATCH,
    },
    {
      name: 'import-catalogue',
      // 1C asks every moment whether its file is through.
      restMs: 500,
      work: () => importCatalogue(shell, { priceType, stop }),
    },
    {
      name: 'book-onec-receipts',
      // Somebody at the desk has pressed "try again" and looks on.
      restMs: 1000,
      work: async () => (await bookKept(shell)) === RECEIPTS_A_BATCH,
    },
    {
      name: 'import-feeds',
      // Somebody at the desk has pressed "run now" and looks on.
      restMs: 1000,
      work: () => importFeed(shell, { ...feeds, stop }),
    },
    {
      name: 'choose-pictures',
      restMs: 2000,
      work: inItsTime(() => choosePictures(shell)),
    },
    {
      name: 'take-pictures',
      restMs: 2000,
      work: async () => (await takePictures(shell, { ...pictures, stop })) === PICTURES_A_BATCH,
    },
    {
      name: 'measure-assets',
      restMs: 3_600_000,
      work: () => measureAssets(shell),
    },
    {
      name: 'settle-leases',
      restMs: 10_000,
      work: async () => (await settleEnded(shell.db)) > 0,
    },
    {
      name: 'settle-codes',
      restMs: 60_000,
      // Only where codes are claimed before they are used.
      work: async () => shell.distributed === true && (await settleCodes(shell)) === CODES_A_BATCH,
    },
    {
      name: 'forget',
      restMs: 3_600_000,
      work: () => forget(shell),
    },
  ];
}

/** What is made of receipts, when the till has long had its answer. */
function readingReceipts({ shell }: Running): readonly Job[] {
  return [
    {
      name: 'fill-reports',
      restMs: 5000,
      work: reportFiller(shell),
    },
    {
      name: 'watch-abuse',
      restMs: 3_600_000,
      work: async () => {
        await watchAbuse(shell);
        return false;
      },
    },
  ];
}

/** Of each hour of the worker no more than three minutes, however much there is to look at: it rests twenty times as long as it took. */
function inItsTime(work: () => Promise<boolean>): () => Promise<false> {
  let next = 0;
  return async () => {
    const began = performance.now();
    if (began < next) return false;
    await work();
    const ended = performance.now();
    next = ended + 20 * (ended - began);
    return false;
  };
}

/** What has had its time. */
async function forget(shell: Shell): Promise<false> {
  await forgetQuotas(shell.db, shell.clock());
  await forgetFeedRuns(shell);
  await forgetFeedFiles(shell);
  await forgetKeyDays(shell);
  await forgetGatewayIds(shell.db, shell.clock());
  await forgetSignIns(shell.db, shell.clock());
  await forgetRecordings(shell);
  await forgetDeliveries(shell);
  await forgetSessions(shell);
  await forgetPictures(shell);
  await forgetTold(shell);
  await forgetDiscarded(shell);
  return false;
}
