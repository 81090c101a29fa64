import { readFile } from 'node:fs/promises';
import type { Channel, ChannelKind } from '@bonum/adapters/ports';
import { webpushChannel } from '@bonum/adapters/webpush';
import { ConfigError, type Config } from '../config.ts';
import type { Channels } from '../messages/deliver-messages.ts';
import { vapidKeys } from '../push/vapid.ts';
import { providers, type ReadCallback, type Settings } from './providers.ts';

export interface OpenChannels {
  readonly channels: Channels;
  /** By the name of the provider, as its address ends. */
  readonly callbacks: Readonly<Record<string, ReadCallback>>;
}

/**
 * The channels that the file of BONUM_CHANNELS names, and Web Push, which needs nobody. No line is opened before something is sent
 * or receipts are listened for.
 */
export async function openChannels(
  config: Pick<Config, 'channelsFile' | 'publicUrl'>,
  secret: string,
): Promise<OpenChannels> {
  const channels: Partial<Record<ChannelKind, Channel>> = {};
  const callbacks: Record<string, ReadCallback> = {};
  // Push services want an address of whoever sends, and browsers take no push from a site without TLS.
  if (config.publicUrl.startsWith('https:'))
    channels.push = webpushChannel({ ...vapidKeys(secret), subject: config.publicUrl });
  for (const [kind, said] of Object.entries(await readFileOf(config))) {
    const { name, settings } = settingsOf(kind, said);
    const provider = providers[name];
    if (provider?.kind !== kind) throw wrong(`${kind}.provider`, `one of ${namesFor(kind)}`);
    channels[provider.kind] = provider.open(settings);
    if (provider.callback) callbacks[name] = provider.callback(settings);
  }
  return { channels, callbacks };
}

async function readFileOf({ channelsFile }: Pick<Config, 'channelsFile'>): Promise<Record<string, unknown>> {
  if (channelsFile === undefined) return {};
  const text = await readFile(channelsFile, 'utf8').catch(() => {
    throw new ConfigError(`BONUM_CHANNELS names ${channelsFile}, which cannot be read.`);
  });
  const said = parse(text);
  if (!isObject(said))
    throw new ConfigError(`${channelsFile} is not a JSON object. docs/channels.md shows one.`);
  return said;
}

/** Never what the file says: it is full of passwords. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function settingsOf(kind: string, said: unknown): { name: string; settings: Settings } {
  if (!isObject(said)) throw wrong(kind, 'an object');
  const { provider: name, ...rest } = said;
  const provider = providers[String(name)];
  if (!provider) throw wrong(`${kind}.provider`, `one of ${namesFor(kind)}`);
  for (const field of Object.keys(rest)) {
    if (![...provider.needs, ...provider.may].includes(field))
      throw new ConfigError(`BONUM_CHANNELS: ${kind}.${field} is not known. Leave it out.`);
  }
  const settings: Record<string, string> = {};
  for (const [field, value] of Object.entries(rest)) {
    if (!['string', 'number', 'boolean'].includes(typeof value) || String(value).trim() === '')
      throw wrong(`${kind}.${field}`, 'a text');
    settings[field] = String(value).trim();
  }
  const missing = provider.needs.find((field) => settings[field] === undefined);
  if (missing !== undefined) throw wrong(`${kind}.${missing}`, 'what the provider gave you');
  return { name: String(name), settings };
}

const namesFor = (kind: string): string =>
  Object.entries(providers)
    .filter(([, provider]) => provider.kind === kind)
    .map(([name]) => name)
    .join(', ') || 'nothing: there is no such channel';

const wrong = (where: string, wanted: string): ConfigError =>
  new ConfigError(`BONUM_CHANNELS: set ${where} to ${wanted}.`);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
