import { bytea, closeBook, genesis, iso, type Book } from '@bonum/ledger';
import type { OwnerWrites } from '../write.ts';
import type { MemberRow, OwnerRow } from './read-owner.ts';

/** An owner that is about to be; `version` 0 was never written. */
export const newOwner = (ownerId: string, type: OwnerRow['type'], level: string | null): OwnerRow => ({
  owner_id: ownerId,
  type,
  version: 0,
  transfers: 0,
  head: bytea(genesis),
  spend: 0,
  receipts: 0,
  level,
  merged_into: null,
  due_at: null,
  apart: false,
});

/** What changes of an owner: its row with `changes`, what the book did, and further rows. */
export function ownerWrites(
  read: OwnerRow,
  book: Book | null,
  rest: { readonly changes?: Partial<OwnerRow>; readonly rows?: OwnerWrites['rows'] },
): OwnerWrites {
  const owner = { ...read, ...rest.changes, version: read.version + 1 };
  // Whoever books it, the worker too: nobody is to be told of members that a replay made up. Written they are all the same,
  // since a grant asked for again is known by its event.
  const event = rest.rows?.event?.map((row) => ({
    ...row,
    version: owner.version,
    ...(owner.apart && { delivered_at: 'now' }),
  }));
  const rows = { ...rest.rows, ...(event && { event }) };
  if (book === null) return { owner, rows };
  const closed = closeBook(book);
  return {
    owner: { ...owner, transfers: closed.transfers, head: closed.head, due_at: closed.dueAt },
    rows: {
      ...rows,
      transfer: closed.transferRows,
      lot: closed.lotRows,
      wallet: closed.walletRows,
      hold: closed.holdRows,
    },
    made: closed.made,
  };
}

/** A person of whom nothing is known yet but since when, and where they joined. */
export const newMemberRow = (
  ownerId: string,
  joined: { readonly at: number; readonly storeId: string | null },
): MemberRow => ({
  owner_id: ownerId,
  status: 'active',
  phone: null,
  email: null,
  name: null,
  surname: null,
  birth_date: null,
  gender: null,
  city: null,
  language: 'ru',
  consents: [],
  answers: {},
  subscriptions: {},
  proved_email: null,
  joined_at: iso(joined.at),
  joined_store: joined.storeId,
  claimed_phone: null,
  open: false,
  main_card: null,
});
