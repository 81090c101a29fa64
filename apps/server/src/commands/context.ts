import type { Config } from '../config.ts';

/** What every command is given. */
export interface CommandContext {
  config: Config;
  /** Aborted by Ctrl-C and SIGTERM: finish what is under way and return. */
  stop: AbortSignal;
  /** One line for the person at the terminal. */
  print: (line: string) => void;
}
