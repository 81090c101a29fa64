import { useFormat, useWords } from '@bonum/ui/language';
import type { Command } from './ask-record.ts';
import { actWords } from './act-words.ts';

/** What is to happen in the system of record, as a person says it: "Начислить 120 баллов (покупка)". */
export function useActText(): (command: Command) => string {
  const say = useWords(actWords);
  const format = useFormat();
  return (command) => {
    const { act, points, card } = command;
    if (act === 'put-card' && card !== null)
      return command.cardState === 'blocked' ? say.blockedCard(ends(card)) : say.card(ends(card));
    if (act !== 'points' || points === null) return say.acts[act];
    const told = points > 0 ? say.more(format.points(points)) : say.fewer(format.points(-points));
    const reasons: Readonly<Record<string, string>> = points > 0 ? say.moreFor : say.fewerFor;
    const why = reasons[command.reason ?? ''];
    return why === undefined ? told : `${told} (${why})`;
  };
}

/** A card by what people read out of it: 2100…0017. */
const ends = (card: string): string => (card.length > 8 ? `${card.slice(0, 4)}…${card.slice(-4)}` : card);
