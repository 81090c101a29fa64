import type { Command } from './ask-record.ts';

/** A command with those of the same member that wait for it. */
export interface Placed {
  readonly command: Command;
  /** How many that are shown wait for it: it was refused. */
  readonly keeps: number;
}

/** As they come, but for what waits behind a refused one: that stands beneath it. */
export function inOrder(commands: readonly Command[]): readonly Placed[] {
  const refused = new Map<string, Command>();
  for (const command of commands)
    // Of several of one member the first is what the others wait for.
    if (command.state === 'refused' && !refused.has(command.memberId)) refused.set(command.memberId, command);
  const waitsFor = (command: Command): Command | undefined =>
    command.behind ? refused.get(command.memberId) : undefined;
  const behind = Map.groupBy(commands, waitsFor);
  return (behind.get(undefined) ?? []).flatMap((command) => {
    const kept = behind.get(command) ?? [];
    return [{ command, keeps: kept.length }, ...kept.map((one) => ({ command: one, keeps: 0 }))];
  });
}
