import { instant } from '@bonum/engine';
import type { Kysely } from 'kysely';
import { pino, type Logger } from 'pino';
import type { Config } from './config.ts';
import type { Database } from './database/schema.ts';
import type { Handler, Handlers } from './http/routes.ts';
import type { Operation, Shell } from './operation.ts';
import { operations } from './operations.ts';
import { programmesOf } from './programme/programmes.ts';

const wallClock: Shell['clock'] = () => instant(Date.now());

/** What operations are given of the outside world, for a server or a worker. */
export const shellOf = (
  db: Kysely<Database>,
  config: Pick<Config, 'publicUrl'>,
  { secret, channel }: Pick<Shell, 'secret' | 'channel'>,
): Shell => ({
  db,
  clock: wallClock,
  wallClock,
  programmes: programmesOf(db),
  secret,
  publicUrl: config.publicUrl,
  channel,
});

/** Every operation as the HTTP door calls it. The door has held the input to the contract. */
export const handlersOf = (shell: Shell): Handlers =>
  Object.fromEntries(
    Object.entries(operations).map(([id, operation]) => [id, handler(operation as Operation<never>, shell)]),
  );

const handler =
  ({ run }: Operation<never>, shell: Shell): Handler =>
  (input, caller) =>
    run(shell, caller, input as never);

export const loggerOf = ({ logLevel }: Pick<Config, 'logLevel'>): Logger => pino({ level: logLevel });
