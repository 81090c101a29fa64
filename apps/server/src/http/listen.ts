import type { FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Config } from '../config.ts';
import { isCode } from '../database/system-error.ts';

type Place = Pick<Config, 'host' | 'port'>;

/** Starts serving and returns the port, which the system has chosen where PORT is 0. */
export async function listen(server: FastifyInstance, place: Place): Promise<number> {
  await server.listen({ host: place.host, port: place.port }).catch((error: unknown) => {
    throw listeningFailure(error, place);
  });
  return portOf(server.server.address());
}

/** Finds out early what `listen` would find out only after everything else has been prepared. */
export async function requireFreePort(place: Place): Promise<void> {
  const server = createServer();
  try {
    server.listen(place.port, place.host);
    await once(server, 'listening');
  } catch (error) {
    throw listeningFailure(error, place);
  } finally {
    server.close();
  }
}

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === 'object' && address ? address.port : 0;

const variables = { host: 'HOST', port: 'PORT' };

/** Why nothing can be served there, and which variable to change. */
export function listeningFailure(error: unknown, { host, port }: Place, names = variables): unknown {
  const because = isCode(error, 'EADDRINUSE')
    ? `Port ${port} is in use, perhaps by another Bonum. Stop that, or take another port: ${names.port}=${port + 1}`
    : isCode(error, 'EACCES')
      ? `Port ${port} may not be used by this account. Take one from 1024 on: ${names.port}=${port + 3000}`
      : isCode(error, 'EADDRNOTAVAIL', 'ENOTFOUND')
        ? `${names.host} is "${host}", which is not an address of this machine. Set it to 127.0.0.1, or 0.0.0.0 for all.`
        : undefined;
  return because === undefined ? error : new Error(because, { cause: error });
}
