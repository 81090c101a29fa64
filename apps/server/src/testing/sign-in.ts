import { v7 } from 'uuid';
import type { MemberCaller, Shell, Visitor } from '../operation.ts';
import { openSession } from '../sessions/open-session.ts';
import { readToken } from '../sessions/session-token.ts';
import { write } from '../write.ts';
import { cookieOf } from './stub-server.ts';

/** A browser on somebody's phone. */
const phoneBrowser: Visitor = {
  deviceId: 'd'.repeat(22),
  address: '192.0.2.7',
  userAgent: 'Mozilla/5.0 (Linux; Android 16) Chrome/145',
};

async function open(shell: Shell, memberId: string): Promise<string> {
  const call = { shell, caller: phoneBrowser, now: shell.clock(), recordedAt: shell.wallClock() };
  const { row, token } = openSession(call, { ownerId: memberId, sessionId: v7() });
  await write(shell.db, { owners: [{ owner: null, rows: { session: [row] } }] });
  return token;
}

/** Signs a member in without any of the ways in; gives the Cookie header of their browser. */
export const signIn = async (shell: Shell, memberId: string): Promise<string> =>
  cookieOf(await open(shell, memberId));

/** A member who is signed in, as operations see them. */
export async function memberCaller(shell: Shell, memberId: string): Promise<MemberCaller> {
  const sessionId = readToken(await open(shell, memberId))?.sessionId;
  if (sessionId === undefined) throw new Error('The session that was just opened cannot be read');
  return { ...phoneBrowser, memberId, sessionId };
}
