import type { Answer } from '@bonum/contract';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

export type CallSettings = Answer<'get-call-settings'>;

/** Where the chain's own stand. */
export const SETTING = 'calls';

/** What a chain has that has not said otherwise. */
const defaults: CallSettings = {
  topics: [
    { id: 'points', title: { ru: 'Баллы', en: 'Points' } },
    { id: 'card', title: { ru: 'Карта', en: 'Card' } },
    { id: 'receipt', title: { ru: 'Покупка', en: 'Purchase' } },
    { id: 'data', title: { ru: 'Личные данные', en: 'Personal data' } },
    { id: 'offers', title: { ru: 'Акции', en: 'Offers' } },
    { id: 'complaint', title: { ru: 'Жалоба', en: 'Complaint' } },
    { id: 'other', title: { ru: 'Другое', en: 'Something else' } },
  ],
  keepRecordingsDays: 180,
};

export async function readCallSettings(db: Kysely<Database>): Promise<CallSettings> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', SETTING).executeTakeFirst();
  return (row?.value as CallSettings | undefined) ?? defaults;
}
