import { iso } from '@bonum/ledger';
import { v7 } from 'uuid';
import type { Call } from '../operation.ts';
import type { ConsentRow, MemberRow } from '../owner/read-owner.ts';
import type { Row } from '../write.ts';

type Word = Omit<ConsentRow, 'at'>;

/** The latest word on each kind of consent, with the version of the text and the time; what is not spoken of stays. */
export function consentsAfter(
  call: Pick<Call, 'now'>,
  said: readonly Word[],
  before: readonly ConsentRow[],
): ConsentRow[] {
  const last = lastWords(said);
  const at = iso(call.now);
  return [
    ...before.filter((consent) => !last.has(consent.kind)),
    ...[...last.values()].map((consent) => ({ ...consent, at })),
  ];
}

/** Spoken of twice in one list: the last word counts. */
const lastWords = (said: readonly Word[]): Map<string, Word> =>
  new Map(said.map((consent) => [consent.kind, consent]));

/** Every word as it is kept for ever, beside the latest in the member's row. */
export const consentRows = (
  { now }: Pick<Call, 'now'>,
  { owner_id }: Pick<MemberRow, 'owner_id'>,
  { said, by }: { readonly said: readonly Word[]; readonly by: 'member' | 'staff' | 'system-of-record' },
): Row[] =>
  [...lastWords(said).values()].map((word) => ({
    owner_id,
    consent_id: v7(),
    kind: word.kind,
    version: word.version,
    given: word.given,
    at: iso(now),
    said_by: by,
  }));
