import type { Answer } from '@bonum/contract';
import { money, phrases, type Language, type Programme, type Text } from '@bonum/engine';
import type { News, NoticeKind } from './news.ts';
import { filled, type Named, type NoticeTexts } from './texts.ts';

type Notice = Answer<'list-my-notices'>['notices'][number];
type Link = NonNullable<Notice['link']>;

/** A notice in words. */
export type Told = Pick<Notice, 'title' | 'text' | 'points' | 'link'>;

/** The page that a notice leads to. */
const links: { readonly [K in NoticeKind]: Link['page'] | null } = {
  welcome: 'card',
  'points-earned': 'receipt',
  'points-spent': 'receipt',
  'points-granted': 'points',
  'points-withdrawn': 'points',
  'points-active': 'points',
  'points-expiring': 'card',
  'points-expired': 'points',
  'receipt-returned': 'receipt',
  'receipt-claimed': 'receipt',
  'level-changed': 'points',
  'offer-given': 'offers',
  'card-issued': 'card',
  'card-blocked': 'card',
  'card-unblocked': 'card',
  'data-changed': null,
  suspended: null,
  resumed: 'card',
  'sign-in-code-given': null,
  'profiles-parted': 'points',
  'profiles-merged': 'points',
};

/** In what words: of which rules it speaks, and what the chain says. */
export interface Speaking {
  readonly programme: Programme;
  readonly texts: NoticeTexts;
}

/** What there are fewer points after. */
const lessens: ReadonlySet<NoticeKind> = new Set(['points-expired', 'points-expiring', 'points-withdrawn']);

/** null: of a kind that this release does not know. */
export function tell({ kind, facts }: News, { programme, texts }: Speaking): Told | null {
  if (!Object.hasOwn(links, kind)) return null;
  const link = links[kind];
  const inWords = (language: Language) => {
    const { title, text } = texts[kind][language];
    const named = namedIn(facts, programme, language);
    return { title: filled(title, named), text: filled(text, named) };
  };
  const [russian, english] = [inWords('ru'), inWords('en')];
  const sum = Object.values(facts.points ?? {}).reduce((total, many) => total + many, 0);
  return {
    title: { ru: russian.title, en: english.title },
    text: { ru: russian.text, en: english.text },
    points: sum === 0 ? null : lessens.has(kind) ? -sum : sum,
    link: link && { page: link, id: link === 'receipt' ? (facts.receiptId ?? null) : null },
  };
}

function namedIn(
  { points = {}, amount = 0, level, promotion, until }: News['facts'],
  programme: Programme,
  language: Language,
): Named {
  const kinds = Object.entries(points);
  const of = (items: readonly { readonly id: string; readonly name: Text }[], id = ''): string =>
    items.find((item) => item.id === id)?.name[language] ?? id;
  const told = kinds.map(([kind, many]) =>
    kinds.length === 1
      ? phrases[language].points(many)
      : `${phrases[language].points(many)} (${of(programme.kinds, kind)})`,
  );
  return {
    points: told.join(', '),
    amount: money(amount, programme.currency, language),
    level: of(programme.levels, level),
    offer: of(programme.promotions, promotion),
    until: until === undefined ? '' : days[language].format(new Date(until)),
  };
}

/** The last whole day before the moment at which they expire, wherever the chain is: it ends by then. */
const days = {
  ru: new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' }),
} as const;
