import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../house/tree.ts';
import { programmePage } from './programme-page.ts';
import { receiptTable } from './receipt-table.ts';

const folder = join(root, 'docs/promotions');
const example = /^```json example\n(.*?)^```\n(?:\n<!-- receipt -->\n.*?<!-- \/receipt -->\n)?/gms;

/** The pages of promotions, beneath each example the receipt that the engine makes of it. */
export async function promotionPages(): Promise<ReadonlyMap<string, string>> {
  const base = await readFile(join(root, 'docs/programme.md'), 'utf8');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort();
  const pages = names.map(async (name): Promise<[string, string]> => {
    const path = join(folder, name);
    const markdown = await readFile(path, 'utf8');
    const { examples, receipt } = programmePage(markdown, base);
    const receipts = examples.map((each) => receiptTable(receipt(each.example)));
    let next = 0;
    const filled = markdown.replaceAll(example, (_, json: string) => {
      const table = receipts[next];
      next += 1;
      return `\`\`\`json example\n${json}\`\`\`\n\n<!-- receipt -->\n${table}\n<!-- /receipt -->\n`;
    });
    return [path, filled];
  });
  return new Map(await Promise.all(pages));
}
