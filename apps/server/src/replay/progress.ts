import { SingleBar, type Options } from 'cli-progress';

/** How far the work is, for a person who waits. */
export interface Progress {
  /** A new piece of work; `done` of it was there already. */
  readonly begin: (name: string, total: number, done: number) => void;
  readonly reach: (done: number) => void;
  readonly end: () => void;
}

/** A bar that moves, on a terminal. */
export function progressBar(): Progress {
  let bar: SingleBar | null = null;
  const end = (): void => {
    bar?.stop();
    bar = null;
  };
  return {
    begin(name, total, done) {
      end();
      bar = new SingleBar({ ...LOOK, format: `${name} {bar} {percentage} %  {eta_formatted} left` });
      bar.start(total, done);
    },
    reach: (done) => bar?.update(done),
    end,
  };
}

const LOOK: Options = {
  barCompleteChar: '█',
  barIncompleteChar: '░',
  barsize: 40,
  etaBuffer: 500,
  hideCursor: true,
  gracefulExit: false,
};

const EVERY_MS = 5000;

/** A line now and then, where output goes to a file. */
export function progressLines(print: (line: string) => void, now: () => number): Progress {
  let work = { name: '', total: 0 };
  let told = now();
  return {
    begin(name, total) {
      work = { name, total };
      told = now();
    },
    reach(done) {
      if (now() - told < EVERY_MS) return;
      told = now();
      print(
        `${work.name}: ${done} of ${work.total} (${Math.floor((100 * done) / Math.max(1, work.total))} %)`,
      );
    },
    end() {},
  };
}
