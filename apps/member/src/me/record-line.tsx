import { useFormat, useWords, words } from '@bonum/ui/language';
import { useEffect } from 'preact/hooks';
import { known, type Asked } from '../api/asking.ts';
import type { Me } from './use-me.ts';

const recordWords = words({
  ru: {
    asOf: (time: string) => `Баланс на ${time}. Обновим, как только появится связь с магазином`,
    away: 'Обновим баланс, как только появится связь с магазином',
    waiting: 'Последние изменения ещё обрабатываются',
  },
  en: {
    asOf: (time: string) => `Your balance at ${time}. It is brought up to date once the shop can be reached`,
    away: 'Your balance is brought up to date once the shop can be reached',
    waiting: 'The latest changes are still being processed',
  },
});

const LOOK_AGAIN_MS = 20_000;

/** Where the shop's own books are behind, or cannot be reached: a calm line, and nothing when all is well. */
export function RecordLine({ me }: { readonly me: Asked<Me> }) {
  const say = useWords(recordWords);
  const format = useFormat();
  const record = me.state === 'here' && me.asOf === null ? me.value.record : undefined;
  const { away = false, asOf = null, waiting = 0, refused = 0 } = record ?? {};
  const settled = !away && waiting + refused === 0;
  useEffect(() => {
    if (settled) return undefined;
    const timer = setInterval(() => void known.invalidateQueries({ queryKey: ['me'] }), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [settled]);
  if (settled) return null;
  const text = away ? (asOf === null ? say.away : say.asOf(whenOf(asOf, format))) : say.waiting;
  return (
    <p className="record-line small second" role="status">
      {text}
    </p>
  );
}

const whenOf = (at: string, format: ReturnType<typeof useFormat>): string =>
  new Date(at).toDateString() === new Date().toDateString() ? format.time(at) : format.dateTime(at);
