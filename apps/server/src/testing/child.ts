import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const BONUM = join(import.meta.dirname, '../../bin/bonum.js');

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly said: () => string;
  /** Resolves when it has printed this; rejects if it ends before. */
  readonly until: (text: string) => Promise<void>;
  readonly end: () => Promise<Outcome>;
}

/** The real command in a process of its own, with this environment and nothing else. */
export function startBonum(args: readonly string[], env: Record<string, string>): Running {
  const child = spawn(process.execPath, [BONUM, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (stderr += String(chunk)));
  const ended = once(child, 'close').then(([code]): Outcome => ({
    code: code as number | null,
    stdout,
    stderr,
  }));
  const until = async (text: string): Promise<void> => {
    while (!stdout.includes(text)) {
      const outcome = await Promise.race([ended, once(child.stdout, 'data').then(() => null)]);
      if (outcome && !stdout.includes(text)) throw new Error(`it ended with ${JSON.stringify(outcome)}`);
    }
  };
  return { child, said: () => stdout, until, end: () => ended };
}

export const runBonum = (args: readonly string[], env: Record<string, string>): Promise<Outcome> =>
  startBonum(args, env).end();
