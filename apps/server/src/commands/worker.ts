import { webhookPost } from '@bonum/adapters/webhook';
import { openChannels } from '../channels/open-channels.ts';
import { takeCallNews } from '../calls/take-call-news.ts';
import { feedSources } from '../feeds/feed-sources.ts';
import { pictureSources } from '../pictures/picture-sources.ts';
import { runJobs } from '../jobs/jobs.ts';
import { takeReceipt } from '../messages/receipts.ts';
import { serveMetrics } from '../metrics/serve-metrics.ts';
import { waitingWork } from '../metrics/waiting.ts';
import { forgetPush } from '../push/push-addresses.ts';
import { openTelephony } from '../telephony/open-telephony.ts';
import { openRecord } from '../record/open-record.ts';
import { recordTrouble, shellOf } from '../wire.ts';
import type { CommandContext } from './context.ts';
import { production } from './production.ts';
import { endAtDeadline } from './stopping.ts';

/** Delivers messages and books what falls due, until told to stop. */
export async function workerCommand({ config, stop, print }: CommandContext): Promise<void> {
  await using stand = await production(config, 'bonum-worker');
  const { db, pool, logger, metrics, secret, distributed } = stand;
  const { channels } = await openChannels(config, secret);
  metrics.look({ pool, waiting: waitingWork(db) });
  endAtDeadline({ stop, logger }, config);
  if (Object.keys(channels).length === 0) {
    logger.warn('No channel is configured: messages are marked as failed with no-channel');
  }
  await using _figures = await serveMetrics(metrics, config, logger);
  print('Bonum works: it delivers messages and books what falls due');
  const connected = await openRecord(config, recordTrouble(logger));
  const shell = shellOf(db, config, {
    secret,
    channels,
    witness: metrics.witness,
    distributed,
    ...(connected && { record: connected.record }),
  });
  const { exchanges, recordings, byAddress } = await openTelephony(config);
  for (const exchange of Object.values(exchanges))
    exchange.listen?.((news) => takeCallNews(shell, exchange.provider, news));
  for (const channel of Object.values(channels))
    channel.listen?.((receipt) => takeReceipt(shell, channel.provider, receipt));
  await runJobs({
    shell,
    channels,
    webhooks: webhookPost(config.webhookHosts),
    logger,
    stop,
    priceType: config.priceType,
    feeds: feedSources(config.webhookHosts),
    pictures: pictureSources(config.webhookHosts),
    recording: { exchanges, store: recordings, byAddress },
    count: metrics.delivered,
    gone: (ownerId, channel, address) =>
      channel === 'push' ? forgetPush(db, ownerId, address) : Promise.resolve(),
  });
  for (const channel of Object.values(channels)) await channel.close?.();
  for (const exchange of Object.values(exchanges)) await exchange.close?.();
  await connected?.system.close?.();
}
