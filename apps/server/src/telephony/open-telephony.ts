import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asteriskTelephony } from '@bonum/adapters/asterisk';
import { diskStore } from '@bonum/adapters/disk-store';
import { mangoTelephony } from '@bonum/adapters/mango';
import { mangoNews } from '@bonum/adapters/mango-news';
import { mangoJson } from '@bonum/adapters/mango-signature';
import type { CallNews, Fetched, RecordingStore, Telephony } from '@bonum/adapters/ports';
import { publicAudio } from '@bonum/adapters/public-audio';
import { s3Store } from '@bonum/adapters/s3-store';
import { ConfigError, type Config } from '../config.ts';

/** What an exchange tells by calling us, by how the address ends; null: it is forged. */
export type ReadNews = (path: string, form: URLSearchParams, now: number) => readonly CallNews[] | null;

export interface OpenTelephony {
  readonly exchanges: Readonly<Record<string, Telephony>>;
  readonly webhooks: Readonly<Record<string, ReadNews>>;
  readonly recordings: RecordingStore;
  /** Fetches a recording that is named by an address. */
  readonly byAddress: (url: string) => Promise<Fetched>;
}

type Settings = Readonly<Record<string, string>>;

interface Section {
  readonly needs: readonly string[];
  readonly may: readonly string[];
}

/** What the file may say of each part: docs/telephony.md says the same in words. */
const sections: Readonly<Record<string, Section>> = {
  mango: { needs: ['apiKey', 'salt'], may: ['url'] },
  asterisk: { needs: ['url', 'app', 'user', 'password'], may: ['endpoint', 'recordsCalls'] },
  recordings: {
    needs: [],
    may: ['folder', 'endpoint', 'bucket', 'region', 'accessKeyId', 'secretAccessKey', 'prefix', 'hosts'],
  },
};

/** The exchanges that the file of BONUM_TELEPHONY names. No line is opened before news are listened for. */
export async function openTelephony(
  config: Pick<Config, 'telephonyFile' | 'dataFolder'>,
): Promise<OpenTelephony> {
  const said = await readSections(config);
  const exchanges: Record<string, Telephony> = {};
  const webhooks: Record<string, ReadNews> = {};
  const { mango, asterisk, recordings = {} } = said;
  if (mango) {
    const keys = { key: mango['apiKey'] ?? '', salt: mango['salt'] ?? '' };
    exchanges['mango'] = mangoTelephony({ ...keys, url: addressOf('mango', mango['url'] ?? MANGO) });
    webhooks['mango'] = mangoWebhook(keys);
  }
  if (asterisk) exchanges['asterisk'] = openAsterisk(asterisk);
  const hosts = (recordings['hosts'] ?? '').split(',').flatMap((host) => host.trim() || []);
  return {
    exchanges,
    webhooks,
    recordings: storeOf(recordings, config),
    byAddress: (url) => publicAudio(url, new Set(hosts)),
  };
}
const MANGO = 'https://app.mango-office.ru';

/** What a webhook is told of a call that was over so long ago is an old one, sent again by whoever caught it. */
const OLDEST_MS = 2 * 86_400_000;

export const mangoWebhook =
  (keys: { key: string; salt: string }): ReadNews =>
  (path, form, now) => {
    const said = mangoJson(keys, form);
    if (said === null) return null;
    return mangoNews(path, said, now).filter(({ at }) => Math.abs(now - at) < OLDEST_MS);
  };

const openAsterisk = (said: Settings): Telephony =>
  asteriskTelephony({
    url: addressOf('asterisk', said['url'] ?? ''),
    app: said['app'] ?? '',
    user: said['user'] ?? '',
    password: said['password'] ?? '',
    endpoint: said['endpoint'] ?? 'PJSIP/{extension}',
    recordsCalls: said['recordsCalls'] === 'true',
  });

function storeOf(said: Settings, { dataFolder }: Pick<Config, 'dataFolder'>): RecordingStore {
  const { endpoint, bucket, accessKeyId, secretAccessKey, prefix } = said;
  if (endpoint === undefined) return diskStore(said['folder'] ?? join(dataFolder, 'recordings'));
  if (said['folder'] !== undefined)
    throw new ConfigError('BONUM_TELEPHONY: recordings has a folder and an endpoint. Leave one of them out.');
  if (bucket === undefined || accessKeyId === undefined || secretAccessKey === undefined)
    throw wrong('recordings', 'bucket, accessKeyId and secretAccessKey beside the endpoint');
  return s3Store({
    endpoint: addressOf('recordings', endpoint),
    bucket,
    region: said['region'] ?? 'us-east-1',
    accessKeyId,
    secretAccessKey,
    ...(prefix !== undefined && { prefix }),
  });
}

function addressOf(section: string, url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url.replace(/\/+$/, '');
  throw wrong(section, 'an address such as https://pbx.example');
}

async function readSections({
  telephonyFile,
}: Pick<Config, 'telephonyFile'>): Promise<Partial<Record<string, Settings>>> {
  if (telephonyFile === undefined) return {};
  const text = await readFile(telephonyFile, 'utf8').catch(() => {
    throw new ConfigError(`BONUM_TELEPHONY names ${telephonyFile}, which cannot be read.`);
  });
  const said = parse(text);
  if (!isObject(said))
    throw new ConfigError(`${telephonyFile} is not a JSON object. docs/telephony.md shows one.`);
  return Object.fromEntries(Object.entries(said).map(([name, part]) => [name, settingsOf(name, part)]));
}

/** Never what the file says: it is full of passwords. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function settingsOf(name: string, said: unknown): Settings {
  const section = Object.hasOwn(sections, name) ? sections[name] : undefined;
  if (!section)
    throw new ConfigError(
      `BONUM_TELEPHONY: there is no ${name}. It may hold ${Object.keys(sections).join(', ')}.`,
    );
  if (!isObject(said)) throw wrong(name, 'an object');
  const settings: Record<string, string> = {};
  for (const [field, value] of Object.entries(said)) {
    if (![...section.needs, ...section.may].includes(field))
      throw new ConfigError(`BONUM_TELEPHONY: ${name}.${field} is not known. Leave it out.`);
    if (!['string', 'number', 'boolean'].includes(typeof value) || String(value).trim() === '')
      throw wrong(`${name}.${field}`, 'a text');
    settings[field] = String(value).trim();
  }
  const missing = section.needs.find((field) => settings[field] === undefined);
  if (missing !== undefined) throw wrong(`${name}.${missing}`, 'what the exchange has for you');
  return settings;
}

const wrong = (where: string, wanted: string): ConfigError =>
  new ConfigError(`BONUM_TELEPHONY: set ${where} to ${wanted}.`);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
