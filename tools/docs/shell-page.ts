import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { blocksOf, type Block } from './markdown.ts';

/** What a person reads on a page: a command, and beneath it what it answers, as far as the page shows it. */
export interface Step {
  readonly block: Block;
  readonly output: string;
  /** The page's excerpt of the answer. */
  readonly shown: unknown;
}

/** Where the pages say that the demo listens. */
const DOCUMENTED = 'http://localhost:3000';

/** Runs a page's `sh` blocks from top to bottom in one shell, against this server. */
export async function runPage(markdown: string, baseUrl: string): Promise<readonly Step[]> {
  const blocks = blocksOf(markdown);
  const commands = blocks.filter(({ language }) => language === 'sh');
  const mark = '\u241e';
  const script = commands
    .map(({ text }) => `${text.replaceAll(DOCUMENTED, baseUrl)}printf '${mark}'\n`)
    .join('');
  const { stdout } = await promisify(execFile)('bash', ['-euc', script]);
  const outputs = stdout.split(mark);
  return commands.map((block, index) => {
    const next = blocks[blocks.indexOf(block) + 1];
    const shown: unknown = next?.language === 'json' ? JSON.parse(next.text) : undefined;
    return { block, output: outputs[index] ?? '', shown };
  });
}
