import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Debian's, where it is installed. */
const INSTALLED = '/usr/bin/chromium';

/** A real browser: the machine's own, or on any other Linux the one that came with `npm ci`. */
export async function openChromium(more: readonly string[] = []): Promise<Browser> {
  // Not with the arguments that the package from npm recommends: all in one process, a page that crashes takes the
  // browser along, and without web security a page may do what no browser of a member lets it do.
  return chromium.launch({ executablePath: await chromiumOnDisk(), args: ['--no-sandbox', ...more] });
}

/** Where it is; one from npm is unpacked first. Of several processes one must have done so before the others ask: they would start half of it. */
export async function chromiumOnDisk(): Promise<string> {
  if (existsSync(INSTALLED)) return INSTALLED;
  // Only for a machine like this does it unpack the libraries that it needs.
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs20.x';
  process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs20.x';
  const { default: npmChromium } = await import('@sparticuz/chromium');
  return npmChromium.executablePath();
}
