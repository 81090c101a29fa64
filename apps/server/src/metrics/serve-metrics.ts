import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { isCode } from '../database/system-error.ts';
import { bugReport } from '../http/bug-report.ts';
import { listeningFailure } from '../http/listen.ts';
import type { Metrics } from './metrics.ts';

interface Place extends Pick<Config, 'metricsHost' | 'metricsPort'> {
  /** Where that port is taken, any other will do. */
  readonly orAnother?: boolean;
}

/**
 * Serves the figures on a port of their own, which a firewall can tell from the one for tills: how much a chain sells is nobody's
 * business, and whoever watches the server needs no key to its members.
 */
export async function serveMetrics(
  metrics: Metrics,
  { metricsHost: host, metricsPort: port, orAnother = false }: Place,
  logger: Logger,
): Promise<AsyncDisposable & { readonly port: number | undefined }> {
  if (port === undefined) return { port, [Symbol.asyncDispose]: async () => {} };
  const server = createServer({ requestTimeout: 5000, headersTimeout: 5000 }, (request, response) => {
    const found = request.method === 'GET' && request.url === '/metrics';
    if (!found) {
      response.writeHead(404).end();
      return;
    }
    metrics.text().then(
      (text) =>
        response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text),
      (error: unknown) => {
        logger.warn({ error: bugReport(error) }, 'the figures cannot be told');
        response.writeHead(503).end();
      },
    );
  });
  server.maxConnections = 20;
  const listen = async (at: number): Promise<void> => {
    server.listen(at, host);
    await once(server, 'listening');
  };
  await listen(port).catch((error: unknown) => {
    if (orAnother && isCode(error, 'EADDRINUSE')) return listen(0);
    throw listeningFailure(error, { host, port }, { host: 'BONUM_METRICS_HOST', port: 'BONUM_METRICS_PORT' });
  });
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
