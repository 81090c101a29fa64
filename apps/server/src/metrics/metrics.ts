import type { OperationId, RefusalCode } from '@bonum/contract';
import type { TransferRow } from '@bonum/ledger';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Writes } from '../write.ts';
import { movementOf } from './movements.ts';

/** What operations and jobs tell of their writing; they know nothing of figures. */
export interface Witness {
  /** All of this is in the database. */
  readonly wrote: (writes: Writes) => void;
  /** Somebody else had changed the same owner first. */
  readonly triedAgain: (operation: OperationId) => void;
}

/** Where figures come from that are not counted but looked at, when they are asked for. */
export interface Sources {
  readonly pool: { readonly totalCount: number; readonly idleCount: number; readonly waitingCount: number };
  /** Absent where no requests are served. */
  readonly gate?: { readonly running: number; readonly waiting: number };
  /** Absent where no jobs run, so that a chain's waiting work is told by its workers alone. */
  readonly waiting?: () => Promise<Waiting | null>;
}

/** Work that waits for a worker, and how many seconds the oldest of it has. */
export type Waiting = Readonly<Record<Queue, { readonly count: number; readonly seconds: number }>>;
export type Queue = 'messages' | 'events' | 'owners' | 'reports';

/** How one request ended. */
export interface Answered {
  readonly operation: string;
  readonly code: RefusalCode | 'ok';
  readonly seconds: number;
}

export interface Metrics {
  readonly witness: Witness;
  readonly answered: (request: Answered) => void;
  readonly dropped: () => void;
  /** What a channel answered to a message. */
  readonly delivered: (channel: string, state: string) => void;
  readonly look: (sources: Sources) => void;
  /** Everything in the text format of Prometheus. */
  readonly text: () => Promise<string>;
}

/** Dense around what is promised: a quote in 10 ms, a commit in 25. */
const buckets = [0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.025, 0.05, 0.1, 0.3, 1, 3, 10];

/**
 * The figures of one process, from its start on. Every label has few values, all of them ours: operations, refusals, kinds of
 * points. Nothing says anything about a person, a till or a key.
 */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const of = <const Labels extends string>(name: string, help: string, ...labelNames: Labels[]) => ({
    name,
    help,
    labelNames,
    registers: [registry],
  });
  const latency = new Histogram({
    ...of('bonum_request_seconds', 'From the first byte of a request to the last of its answer', 'operation'),
    buckets,
  });
  const requests = new Counter(
    of('bonum_requests_total', 'Requests answered, by what they were answered', 'operation', 'code'),
  );
  const retries = new Counter(
    of('bonum_retries_total', 'Writes begun anew, since somebody else was faster', 'operation'),
  );
  const points = new Counter(
    of('bonum_points_total', 'Points that this process wrote down, by what happened', 'movement', 'kind'),
  );
  const messages = new Counter(
    of('bonum_messages_total', 'Messages handed to a channel, by what it answered', 'channel', 'state'),
  );
  const dropped = new Counter(of('bonum_connections_dropped_total', 'Clients beyond the most there may be'));
  return {
    witness: {
      wrote: (writes) => countPoints(points, writes),
      triedAgain: (operation) => retries.inc({ operation }),
    },
    answered: ({ operation, code, seconds }) => {
      latency.observe({ operation }, seconds);
      requests.inc({ operation, code });
    },
    dropped: () => dropped.inc(),
    delivered: (channel, state) => messages.inc({ channel, state }),
    look: (sources) => lookAt(of, sources),
    text: () => registry.metrics(),
  };
}

function countPoints(points: Counter<'movement' | 'kind'>, { owners }: Writes): void {
  for (const { rows } of owners) {
    for (const transfer of (rows.transfer ?? []) as readonly TransferRow[]) {
      const movement = movementOf(transfer);
      if (movement !== null) points.inc({ movement, kind: transfer.kind }, transfer.amount);
    }
  }
}

type Named = <const Labels extends string>(
  name: string,
  help: string,
  ...labels: Labels[]
) => { name: string; help: string; labelNames: Labels[]; registers: Registry[] };

function lookAt(of: Named, { pool, gate, waiting }: Sources): void {
  const connections = new Gauge({
    ...of('bonum_database_connections', 'Connections to PostgreSQL, and what waits for one', 'state'),
    collect: () => {
      connections.set({ state: 'in-use' }, pool.totalCount - pool.idleCount);
      connections.set({ state: 'idle' }, pool.idleCount);
      connections.set({ state: 'awaited' }, pool.waitingCount);
    },
  });
  if (gate) {
    const requests = new Gauge({
      ...of('bonum_requests_in_flight', 'Requests being worked on, and those that wait for it', 'state'),
      collect: () => {
        requests.set({ state: 'running' }, gate.running);
        requests.set({ state: 'waiting' }, gate.waiting);
      },
    });
  }
  if (waiting) addQueues(of, waiting);
}

function addQueues(of: Named, waiting: () => Promise<Waiting | null>): void {
  const queue = (name: string, help: string, figure: 'count' | 'seconds'): void => {
    const gauge = new Gauge({
      ...of(name, help, 'queue'),
      collect: async () => {
        // Where the database does not say, nothing is said; the other figures are needed then more than ever.
        gauge.reset();
        for (const [label, found] of Object.entries((await waiting()) ?? {}))
          gauge.set({ queue: label }, found[figure]);
      },
    });
  };
  queue('bonum_queue_size', 'What waits for a worker, counted to 10000', 'count');
  queue('bonum_queue_oldest_seconds', 'How long the oldest of it has waited', 'seconds');
}
