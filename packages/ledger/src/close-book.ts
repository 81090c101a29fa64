import { headOf, lastNumber, type Book } from './book.ts';
import {
  bytea,
  holdRow,
  isoOrNull,
  lotRow,
  transferRow,
  walletRow,
  type HoldRow,
  type LotRow,
  type TransferRow,
  type WalletRow,
} from './row.ts';
import { dueAt } from './settle.ts';

/**
 * Rows of the tables: keys are the tables' columns, instants ISO text, bytea hex text. `lotRows`,
 * `walletRows` and `holdRows` are whole rows to insert or overwrite; `transferRows` only ever to insert.
 */
export interface Closed {
  /** For the owner's row: the count of transfers, the hash of the last one, and the earliest thing due. */
  readonly transfers: number;
  readonly head: string;
  readonly dueAt: string | null;
  readonly transferRows: readonly TransferRow[];
  readonly lotRows: readonly LotRow[];
  readonly walletRows: readonly WalletRow[];
  readonly holdRows: readonly HoldRow[];
  /** Those of the rows that were not there when the account was read. */
  readonly made: ReadonlySet<object>;
}

/** What the operation writes. The book stays as it is. */
export function closeBook(book: Book): Closed {
  const { ownerId, touched, account } = book;
  const lotRows = picked(book.lots, touched.lots).map((lot) => lotRow(ownerId, lot));
  const walletRows = picked(book.wallets, touched.wallets).map((wallet) => walletRow(ownerId, wallet));
  const lots = new Set(account.lots.map(({ lotId }) => lotId));
  const wallets = new Set(account.wallets.map(({ kind }) => kind));
  return {
    transfers: lastNumber(book),
    head: bytea(headOf(book)),
    dueAt: isoOrNull(dueAt(book)),
    transferRows: book.transfers.map((transfer) => transferRow(ownerId, transfer)),
    lotRows,
    walletRows,
    holdRows: picked(book.holds, touched.holds).map((hold) => holdRow(ownerId, hold)),
    made: new Set<object>([
      ...lotRows.filter(({ lot_id }) => !lots.has(lot_id)),
      ...walletRows.filter(({ kind }) => !wallets.has(kind)),
    ]),
  };
}

function picked<Value>(all: ReadonlyMap<string, Value>, keys: ReadonlySet<string>): Value[] {
  return [...all].filter(([key]) => keys.has(key)).map(([, value]) => value);
}
