import { join } from 'node:path';
import { diskStore } from '@bonum/adapters/disk-store';
import { mangoTelephony } from '@bonum/adapters/mango';
import { mangoOffice } from '@bonum/standins/mango';
import { telephone } from '@bonum/standins/telephone';
import type { Config } from '../config.ts';
import { mangoWebhook, type OpenTelephony } from '../telephony/open-telephony.ts';
import { phoneOf } from './life.ts';

export interface DemoTelephony extends OpenTelephony, AsyncDisposable {
  /** Opens the page on which to ring an operator; gives its address. */
  readonly ringAt: (url: string) => Promise<string>;
}

/** Nobody guards a demo: its exchange is on this machine and knows nobody else. */
const keys = { key: 'demo', salt: 'demo' };

/** A telephone exchange on this machine, as Mango Office is one, with a page that rings the desk. */
export async function demoTelephony({ dataFolder }: Pick<Config, 'dataFolder'>): Promise<DemoTelephony> {
  const office = await mangoOffice(keys);
  const opened: AsyncDisposable[] = [office];
  return {
    exchanges: { mango: mangoTelephony({ ...keys, url: office.url }) },
    webhooks: { mango: mangoWebhook(keys) },
    recordings: diskStore(join(dataFolder, 'recordings')),
    byAddress: async () => ({ state: 'later', because: 'demo' }),
    ringAt: async (url) => {
      const page = await telephone({
        office,
        callbackUrl: `${url}/callbacks/mango`,
        callers,
        line: '74950000001',
      });
      opened.push(page);
      return page.url;
    },
    [Symbol.asyncDispose]: async () => {
      for (const one of opened) await one[Symbol.asyncDispose]();
    },
  };
}

const callers = [
  { phone: phoneOf(0).slice(1), who: 'a member' },
  { phone: phoneOf(1).slice(1), who: 'a member with several cards' },
  { phone: '79990000000', who: 'nobody in the programme' },
  { phone: null, who: 'a withheld number' },
];
