import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { readConfig } from '../config.ts';
import { findBinaries } from '../database/binaries.ts';
import { createCluster, freePort, startCluster, stopCluster, type Cluster } from '../database/cluster.ts';
import { connect } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import { patienceOf } from '../database/patience.ts';
import { SHARED_FOLDER } from '../database/place.ts';
import { serviceUser } from '../database/service-user.ts';
import type { TestDatabase } from './database.ts';
import { quickFolder } from './quick-place.ts';

const PASSWORD = 'test';

/** A PostgreSQL that a test may stop, freeze and fill up. What it has acknowledged survives its own end, not a power cut. */
export class OwnPostgres implements AsyncDisposable {
  readonly port: number;
  readonly #cluster: Cluster;
  readonly #home: string;
  #frozen: readonly number[] = [];

  private constructor(cluster: Cluster, home: string, port: number) {
    this.#cluster = cluster;
    this.#home = home;
    this.port = port;
  }

  /** In a folder given, or one of its own. */
  static async create(given?: string): Promise<OwnPostgres> {
    const home = given ?? (await quickFolder());
    const user = serviceUser();
    const place = user.uid === undefined ? readConfig().dataFolder : SHARED_FOLDER;
    const cluster = { folder: join(home, 'cluster'), binaries: await findBinaries(user, place), user };
    await createCluster(cluster, PASSWORD);
    const own = new OwnPostgres(cluster, home, await freePort());
    await own.start();
    await migrate(own.url());
    return own;
  }

  url(port = this.port): string {
    return `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`;
  }

  /** As a server connects, with less patience: three seconds for a statement and no more. */
  database(port = this.port): TestDatabase {
    const url = this.url(port);
    return {
      ...connect(url, { poolSize: 5, name: 'bonum-test', patience: patienceOf(3000) }),
      url,
      sharded: false,
    };
  }

  start(): Promise<void> {
    const settings = { fsync: 'off', full_page_writes: 'off', autovacuum: 'off' };
    return startCluster(this.#cluster, { port: this.port, settings });
  }

  /** As if its process had been killed. */
  crash(): Promise<void> {
    return stopCluster(this.#cluster, 'immediate');
  }

  async ask<Row extends object>(text: string): Promise<Row[]> {
    const client = new Client({ connectionString: this.url() });
    await client.connect();
    try {
      return (await client.query<Row>(text)).rows;
    } finally {
      await client.end();
    }
  }

  /** Every process of it stands still, as on a machine whose disk does. */
  async freeze(): Promise<void> {
    const rows = await this.ask<{ pid: number }>(`
      select split_part(pg_read_file('postmaster.pid'), e'\n', 1)::int as pid
      union all select pid from pg_stat_activity where pid <> pg_backend_pid()`);
    this.#frozen = rows.map(({ pid }) => pid);
    for (const pid of this.#frozen) process.kill(pid, 'SIGSTOP');
  }

  thaw(): void {
    for (const pid of this.#frozen) process.kill(pid, 'SIGCONT');
    this.#frozen = [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.thaw();
    await this.crash();
    await rm(this.#home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
