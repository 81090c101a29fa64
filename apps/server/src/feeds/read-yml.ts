import { FileBroken, XmlText } from '@bonum/adapters/commerceml/xml-text';
import { FeedCutOff } from '@bonum/adapters/yml/fetch-feed';
import { YmlReader } from '@bonum/adapters/yml/read-yml';
import type { YmlRow } from '@bonum/adapters/yml/yml-rows';
import {
  beat,
  currencyOf,
  done,
  failed,
  flush,
  keepPromotions,
  type FeedEnd,
  type FeedRun,
  type FeedShell,
} from './feed-run.ts';
import { giveUpMissing } from './write-goods.ts';

/** Rows that are written at once. */
const A_BATCH = 2000;
/** What is put into the reader at once: a piece of a file may hold a million goods' worth of nothing. */
const A_PIECE = 65_536;
const BEAT_MS = 5000;

/** Reads a file in YML into the catalogue. */
export async function readYml(
  shell: FeedShell,
  run: FeedRun,
  file: AsyncIterable<Uint8Array>,
): Promise<FeedEnd> {
  const rows: YmlRow[] = [];
  const text = new XmlText();
  const reader = new YmlReader({ currency: await currencyOf(shell), onRow: (row) => rows.push(row) });
  try {
    for await (const bytes of file)
      for (let at = 0; at < bytes.length; at += A_PIECE) {
        const piece = bytes.subarray(at, at + A_PIECE);
        run.bytes += piece.length;
        reader.read(text.read(piece));
        if (rows.length >= A_BATCH) await flush(shell, run, rows.splice(0));
        if (shell.clock() - run.beat >= BEAT_MS) await beat(shell, run);
      }
    reader.read(text.end());
    reader.end();
  } catch (error) {
    // What comes before a break is as good as any.
    if (error instanceof FileBroken || error instanceof FeedCutOff) await flush(shell, run, rows.splice(0));
    if (error instanceof FileBroken) {
      const where = error.line === null ? '' : `${error.line}: `;
      return failed('broken-file', `${where}${error.message}`);
    }
    if (error instanceof FeedCutOff) return failed('cut-off');
    throw error;
  }
  await flush(shell, run, rows.splice(0));
  await beat(shell, run);
  // An empty feed is a mistake of the shop, rather than a chain that sells nothing any more.
  if (run.goods > 0) run.gone += await giveUpMissing(shell, run);
  await keepPromotions(shell, run);
  return done;
}
