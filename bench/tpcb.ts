import { randomOf } from '../apps/server/src/demo/random.ts';
import { connect } from '../apps/server/src/database/connect.ts';
import { branchesOf, TELLERS_OF_BRANCH } from './tpcb-tables.ts';

// A process of its own, as the server is one: the transaction that pgbench runs, through the driver that Bonum uses, with
// its plans kept. What this machine and this PostgreSQL can do at all.

export interface TpcbWanted {
  readonly url: string;
  readonly accounts: number;
  readonly hands: number;
  readonly seconds: number;
}
export interface TpcbDone {
  readonly done: number;
  readonly perSecond: number;
  /** Milliseconds of processor time of this process, per transaction. */
  readonly cpuEach: number;
}

async function work({ url, accounts, hands, seconds }: TpcbWanted): Promise<TpcbDone> {
  await using connection = connect(url, { poolSize: hands, prepared: true, name: 'bonum-tpcb' });
  const random = randomOf('accounts');
  const cpu = process.cpuUsage();
  let done = 0;
  const began = performance.now();
  const one = async (): Promise<void> => {
    const client = await connection.pool.connect();
    const [aid, delta] = [random.whole(1, accounts), random.whole(-5000, 5000)];
    const bid = random.whole(1, branchesOf(accounts));
    const tid = random.whole(1, branchesOf(accounts) * TELLERS_OF_BRANCH);
    await client.query('begin');
    await client.query('update tpcb_accounts set abalance = abalance + $1 where aid = $2', [delta, aid]);
    await client.query('select abalance from tpcb_accounts where aid = $1', [aid]);
    await client.query('update tpcb_tellers set tbalance = tbalance + $1 where tid = $2', [delta, tid]);
    await client.query('update tpcb_branches set bbalance = bbalance + $1 where bid = $2', [delta, bid]);
    await client.query(
      'insert into tpcb_history (tid, bid, aid, delta, mtime) values ($1, $2, $3, $4, current_timestamp)',
      [tid, bid, aid, delta],
    );
    await client.query('end');
    client.release();
  };
  await Promise.all(
    Array.from({ length: hands }, async () => {
      for (; performance.now() - began < seconds * 1000; done++) await one();
    }),
  );
  const { user, system } = process.cpuUsage(cpu);
  return {
    done,
    perSecond: done / ((performance.now() - began) / 1000),
    cpuEach: (user + system) / 1000 / done,
  };
}

process.on('message', (wanted: TpcbWanted) => {
  work(wanted).then(
    (done) => process.send?.({ done }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
