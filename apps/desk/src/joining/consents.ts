import type { Schemas } from '@bonum/client';
import type { Language } from '@bonum/ui/language';

/** What is agreed to on joining, in the text that is shown: its version is kept with the answer. */
export interface ConsentText {
  readonly kind: string;
  readonly version: string;
  readonly required: boolean;
  readonly title: string;
  /** The whole of it; null: the title says all there is. */
  readonly text: string | null;
}

type Own = Schemas['Brand']['consents'];

/** Nobody joins without these, whatever a chain asks besides. */
const always = ['terms', 'personal-data'] as const;
export type AlwaysAsked = (typeof always)[number];

/** The chain's own texts, of each kind the last; and a plain sentence for what it has not written. */
export function consentTexts(
  own: Own,
  language: Language,
  plain: Readonly<Record<AlwaysAsked, string>>,
): readonly ConsentText[] {
  const last = own.filter(({ kind }, index) => !own.slice(index + 1).some((later) => later.kind === kind));
  const unwritten = always.filter((kind) => !last.some((one) => one.kind === kind));
  return [
    ...unwritten.map((kind) => ({ kind, version: 'plain', required: true, title: plain[kind], text: null })),
    ...last.map(({ kind, version, required, title, text }) => ({
      kind,
      version,
      required: required || always.some((one) => one === kind),
      title: title[language],
      text: text[language],
    })),
  ];
}
