import type { Move } from '@bonum/engine';
import type { AccountName } from '@bonum/ledger';
import { FROM_RECORD } from '../record/from-record.ts';
import type { StoredTransfer } from './transfer-story.ts';

type Told = readonly [Move, { readonly [reason: string]: Move }?];
type Accounts = `${AccountName}>${AccountName}`;

/** By its two accounts; where those do not tell it, by its reason, and the first is what any other reason means. */
const moves = {
  'issued>available': ['earned', { advance: 'advanced', 'questionnaire-completed': 'questionnaire' }],
  'issued>pending': ['earned', { 'questionnaire-completed': 'questionnaire' }],
  'adjusted>available': ['granted', { [FROM_RECORD]: 'recorded-more' }],
  'adjusted>pending': ['granted'],
  'migrated>available': ['migrated'],
  'migrated>pending': ['migrated'],
  'pending>available': ['activated'],
  'available>expired': ['expired'],
  'available>held': ['held'],
  'held>available': ['hold-used', { 'hold-cancelled': 'hold-cancelled', 'hold-expired': 'hold-expired' }],
  'available>redeemed': ['spent'],
  'held>redeemed': ['spent'],
  'redeemed>available': ['given-back'],
  'available>issued': ['taken-back'],
  'pending>issued': ['taken-back'],
  'debt>issued': ['owed', { advance: 'advanced' }],
  'available>debt': ['debt-paid'],
  'expired>debt': ['owed-expired'],
  'adjusted>debt': ['owed-paid-in-money'],
  'available>adjusted': ['withdrawn', { [FROM_RECORD]: 'recorded-less' }],
  'available>breakage': ['written-off'],
  'pending>breakage': ['written-off'],
  'breakage>debt': ['debt-forgiven'],
  'merged>available': ['merged-in'],
  'merged>pending': ['merged-in'],
  'available>merged': ['merged-out'],
  'pending>merged': ['merged-out'],
  'debt>merged': ['debt-merged-in'],
  'merged>debt': ['debt-merged-out'],
} as const satisfies { readonly [A in Accounts]?: Told };

const told: ReadonlyMap<string, Told> = new Map(Object.entries(moves));

/** What a transfer was, in the words that people have for it. */
export function moveOf({
  debit,
  credit,
  reason,
  reverses,
}: Pick<StoredTransfer, 'debit' | 'credit' | 'reason' | 'reverses'>): Move {
  if (reverses !== null) return reason === 'merge-undone' ? 'merge-undone' : 'reversed';
  const known = told.get(`${debit}>${credit}`);
  // Between accounts that no act of the ledger joins today: told by their names, not guessed.
  return known?.[1]?.[reason] ?? known?.[0] ?? 'moved';
}
