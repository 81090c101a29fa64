import { pipeline } from 'node:stream/promises';
import type { Instant } from '@bonum/engine';
import type { Pool, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { addCatalogue } from './catalogue.ts';
import { findBadReceipts } from './bad-receipts.ts';
import { plainSteps, type Content } from './content.ts';
import { copyLine, inBatches } from './copy-text.ts';
import { FileRefused, Mistakes } from './mistakes.ts';
import { orderReceipts } from './order-receipts.ts';
import { rowParser, type Take } from './rows.ts';
import type { Scope } from './scope.ts';

export interface Staging {
  readonly replayId: number;
  readonly scope: Scope;
  readonly content: Content;
  /** Nothing in the file may be later. */
  readonly now: Instant;
  readonly stop: AbortSignal;
  readonly onBytes: (read: number) => void;
}

/**
 * Brings the file's receipts into the order they are taken in; all of it or nothing.
 * @throws FileRefused with every mistake found
 */
export async function stage(pool: Pool, staging: Staging): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`set local statement_timeout = 0; set local work_mem = '64MB'`);
    await readFile(client, staging);
    await addCatalogue(client, staging.scope);
    await orderReceipts(client, staging);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

async function readFile(client: PoolClient, { content, now, stop, onBytes }: Staging): Promise<void> {
  await client.query(LINES);
  const mistakes = new Mistakes();
  const copy = client.query(copyFrom('copy replay_line from stdin'));
  const parser = rowParser(content.delimiter, mistakes, lineText);
  try {
    await pipeline([...plainSteps(content, onBytes), parser, inBatches(), copy], { signal: stop });
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))
      throw new FileRefused(`The file is not CSV: ${error.message}`, mistakes.told());
    throw error;
  }
  await client.query('analyze replay_line');
  await findBadReceipts(client, mistakes, now);
  if (mistakes.count > 0)
    throw new FileRefused(
      `The file has ${mistakes.count} ${mistakes.count === 1 ? 'mistake' : 'mistakes'}; nothing of it was replayed.`,
      mistakes.told(),
    );
}

// Gone with the transaction, so that a replay that is killed here leaves nothing behind.
const LINES = `create temporary table replay_line (
  line bigint not null,
  receipt_id text collate "C" not null,
  line_no text collate "C" not null,
  at timestamptz(3) not null,
  offset_minutes integer not null,
  member_id text collate "C",
  store_id text collate "C" not null,
  product_id text collate "C" not null,
  quantity bigint not null,
  amount bigint not null
) on commit drop`;

const lineText: Take = (row, line) =>
  copyLine([
    line,
    row.receiptId,
    row.lineNo,
    new Date(row.at).toISOString(),
    row.offsetMinutes,
    row.memberId,
    row.storeId,
    row.productId,
    row.quantity,
    row.amount,
  ]);
