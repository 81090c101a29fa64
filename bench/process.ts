import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A file of this folder at work in a process of its own. */
export class Worker<Wanted extends object, Done> implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #ended: Promise<never>;

  /** @param flags of its own for Node */
  constructor(file: string, flags: readonly string[] = []) {
    this.#child = fork(join(import.meta.dirname, file), { serialization: 'advanced', execArgv: [...flags] });
    this.#ended = once(this.#child, 'exit').then(() => {
      throw new Error('a worker of the bench ended');
    });
    // It ends when it is let go of, too.
    this.#ended.catch(() => {});
  }

  async do(wanted: Wanted): Promise<Done> {
    const answered = once(this.#child, 'message') as Promise<[{ done: Done } | { error: string }]>;
    this.#child.send(wanted);
    const [answer] = await Promise.race([answered, this.#ended]);
    if ('error' in answer) throw new Error(answer.error);
    return answer.done;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill();
    await ended;
  }
}

const BONUM = join(import.meta.dirname, '../apps/server/bin/bonum.js');

/** The real command, with this environment and nothing else; what it says goes to a file, as a supervisor would have it. */
export class Bonum implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  readonly #log: string;

  constructor(args: readonly string[], { env, log }: { env: Record<string, string>; log: string }) {
    this.#log = log;
    const file = openSync(log, 'w');
    this.#child = spawn(process.execPath, [BONUM, ...args], { env, stdio: ['ignore', file, 'inherit'] });
    closeSync(file);
    this.#ended = once(this.#child, 'close');
    // It would serve on for nobody.
    process.once('exit', this.#kill);
  }

  // At once: nobody is waiting for an answer any more.
  readonly #kill = (): void => void this.#child.kill('SIGKILL');

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Resolves when it has said this. */
  async until(text: string): Promise<void> {
    while (!(await readFile(this.#log, 'utf8')).includes(text)) {
      if (this.#child.exitCode !== null) throw new Error(`bonum ended: ${await this.said()}`);
      await pause(50);
    }
  }

  /** What it said until it ended. */
  async said(): Promise<string> {
    await this.#ended;
    return readFile(this.#log, 'utf8');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    process.off('exit', this.#kill);
    this.#kill();
    await this.#ended;
  }
}

/** Resident memory of a process, in MB of 2^20 bytes. */
async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

/** The most that a process had in memory while something else went on. */
export async function mostResidentMb<T>(
  pid: number,
  meanwhile: () => Promise<T>,
): Promise<{ readonly value: T; readonly mostMb: number }> {
  let mostMb = 0;
  const look = async (): Promise<void> => {
    mostMb = Math.max(mostMb, await residentMb(pid));
  };
  const timer = setInterval(() => void look(), 200);
  try {
    const value = await meanwhile();
    await look();
    return { value, mostMb };
  } finally {
    clearInterval(timer);
  }
}

/** Clock ticks a second that /proc counts in: 100 on every Linux. */
const TICKS = 100;

interface Stat {
  readonly parent: number;
  /** Seconds of processor time. */
  readonly own: number;
  readonly ofEndedChildren: number;
}

async function statOf(pid: number): Promise<Stat> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // Behind the name, which may hold anything: state, parent, …, user, system, and both of children that ended.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [parent = 0, ...times] = [1, 11, 12, 13, 14].map((index) => Number(fields[index] ?? 0));
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = times;
  return { parent, own: (user + system) / TICKS, ofEndedChildren: (endedUser + endedSystem) / TICKS };
}

/** Seconds of processor time that a process has taken. */
export const cpuSeconds = async (pid: number): Promise<number> => (await statOf(pid)).own;

/** The same of a process with all its children, such as a PostgreSQL. */
export async function familyCpuSeconds(pid: number): Promise<number> {
  const before = await statOf(pid);
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const all = await Promise.all(pids.map(statOf));
  const self = await statOf(pid);
  // A child that ended meanwhile would count twice, or not at all.
  if (self.ofEndedChildren !== before.ofEndedChildren) return familyCpuSeconds(pid);
  return all.reduce(
    (sum, one) => (one.parent === pid ? sum + one.own : sum),
    self.own + self.ofEndedChildren,
  );
}

/** The parent of a process on this machine. */
export const parentOf = async (pid: number): Promise<number> => (await statOf(pid)).parent;
