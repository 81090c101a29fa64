import type { CommandContext } from '../commands/context.ts';
import { readConfig } from '../config.ts';

export interface CommandOutcome {
  readonly printed: string;
  /** What the person at the terminal is told after "bonum:"; null when it went well, which is exit code 0. */
  readonly failure: string | null;
}

/** A command within this process, as `cli.ts` calls it. */
export async function runCommand(
  command: (context: CommandContext) => Promise<void>,
  env: Record<string, string>,
): Promise<CommandOutcome> {
  const lines: string[] = [];
  const context = {
    config: readConfig(env),
    stop: new AbortController().signal,
    print: (line: string) => void lines.push(line),
  };
  const failure = await command(context).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  return { printed: lines.join('\n'), failure };
}
