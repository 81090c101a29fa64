import { useLanguage } from '@bonum/ui/language';
import { useAsked, type Asked } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered, type Answered } from '../../api/failure.ts';
import { keys } from '../../api/keys.ts';
import { useSettled } from '../../api/use-settled.ts';

const askFound = (text: string, language: 'ru' | 'en', signal: AbortSignal) =>
  answered(api.POST('/v1/members/search', { body: { text, language }, signal }));

export type Found = Answered<typeof askFound>;
export type Hit = Found['members'][number];
export type FoundReceipt = Found['receipts'][number];

/** Fewer letters fit too many. */
const LEAST = 2;

/** Who fits what was typed, as it is typed; null: too little was. */
export function useFound(typed: string): Asked<Found> | null {
  const { language } = useLanguage();
  const text = useSettled(typed.trim());
  const enough = text.length >= LEAST;
  const found = useAsked(keys.found(text), (signal) => askFound(text, language, signal), {
    when: enough,
    keep: true,
  });
  return enough ? found : null;
}
