import { spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';

/** Whom to run PostgreSQL as, in the words of `child_process.spawn`. Empty: as ourselves. */
export interface ServiceUser {
  uid?: number;
  gid?: number;
}

/** PostgreSQL refuses to run as root, so root lends it a powerless account. Anybody else runs it as themselves. */
export function serviceUser(): ServiceUser {
  if (process.getuid?.() !== 0) return {};
  return accountOf('postgres') ?? createAccount('postgres') ?? accountOf('nobody') ?? refuse();
}

/** Asks the system rather than reading mode bits: the answer includes ACLs and every folder on the way. */
export function canEnter(user: ServiceUser, folder: string): boolean {
  if (user.uid === undefined) return true;
  return (
    spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0
  );
}

function accountOf(name: string): ServiceUser | undefined {
  const ids = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
  const [uid, gid] = ids.map((answer) => (answer.status === 0 ? Number(answer.stdout) : Number.NaN));
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

function createAccount(name: string): ServiceUser | undefined {
  // shadow-utils first, then busybox (Alpine).
  const ways: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', name]],
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', name]],
  ];
  for (const [program, args] of ways) {
    if (spawnSync(program, args, { stdio: 'ignore' }).status === 0) return accountOf(name);
  }
  return undefined;
}

function refuse(): never {
  throw new Error(
    'PostgreSQL does not run as root, and neither a "postgres" nor a "nobody" account was found or could be made. ' +
      'Start Bonum as an ordinary user, or set DATABASE_URL.',
  );
}

/** The account a folder belongs to, when root has lent it: also after the accounts of the system have changed. */
export async function ownerOf(folder: string): Promise<ServiceUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const { uid, gid } = await stat(folder).catch(() => ({ uid: 0, gid: 0 }));
  return uid === 0 ? undefined : { uid, gid };
}
