import type { Schemas } from '@bonum/client';

type Consents = NonNullable<Schemas['JoinRequest']['consents']>;

/** How somebody joins: by the code that came to their phone; or, where there is no network, by a card that they make theirs later. */
export type Way =
  | {
      readonly kind: 'code';
      readonly phone: string;
      readonly confirmationId: string;
      readonly code: string;
      readonly name: string | null;
      readonly consents: Consents;
    }
  | { readonly kind: 'card-only'; readonly claimedPhone: string };

/** Somebody who joins in the sales hall. The id is made here, so that sending twice makes nobody twice. */
export interface SignUp {
  readonly memberId: string;
  /** Whose it is: nobody else's session sends it. */
  readonly operatorId: string;
  readonly at: string;
  readonly card: string | null;
  readonly way: Way;
  /** The server said no, and what to do about it; null: it waits to be sent. */
  readonly refused: { readonly code: string } | null;
}

/** That somebody joined; of whom is not kept. */
export interface Done {
  readonly memberId: string;
  readonly operatorId: string;
  /** `2026-11-22`, of this phone. */
  readonly day: string;
}

/** The day of this phone, by which "today" is counted. */
export const dayHere = (at: Date): string =>
  [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
