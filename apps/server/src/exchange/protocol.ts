import { askImport, report } from './ask-import.ts';
import { giveUpMissing } from './goods-gone.ts';
import { PART_BYTES, putPart } from './put-part.ts';
import {
  beginSession,
  dropParts,
  emptySession,
  type ExchangeSession,
  type ExchangeShell,
} from './session.ts';

/** What 1C sends its cookie under. */
export const cookieName = 'BonumExchange';

export interface ExchangeAsk {
  readonly method: 'GET' | 'POST';
  readonly type: string;
  readonly mode: string;
  readonly file: string;
  readonly body: Buffer;
}

/** CommerceML's first step: whoever has the key is given a cookie, which the other steps are known by. */
export async function checkAuth(shell: ExchangeShell, keyId: string): Promise<string> {
  return `success\n${cookieName}\n${await beginSession(shell, keyId)}`;
}

/** One of the other steps, and what 1C is told: its first line says how it went. */
export async function exchange(
  shell: ExchangeShell,
  session: ExchangeSession,
  { method, type, mode, file, body }: ExchangeAsk,
): Promise<string> {
  if (type !== 'catalog')
    return `failure\nBonum принимает только type=catalog: ${type.slice(0, 40)} не поддерживается`;
  const { sessionId } = session;
  switch (mode) {
    case 'init':
      await emptySession(shell, sessionId);
      return `zip=yes\nfile_limit=${PART_BYTES}`;
    case 'file': {
      if (method !== 'POST') return 'failure\nФайл передаётся методом POST';
      if (!isFileName(file)) return 'failure\nНе указано имя файла';
      const why = await putPart(shell, { sessionId, file, bytes: body });
      return why === null ? 'success' : `failure\n${why}`;
    }
    case 'import':
      return isFileName(file) ? askImport(shell, { sessionId, file }) : 'failure\nНе указано имя файла';
    case 'deactivate':
      return giveUpMissing(shell, session);
    case 'complete':
      await dropParts(shell.db, sessionId);
      return 'success';
    case 'report':
      return report(shell, sessionId);
    default:
      return `failure\nШаг ${mode.slice(0, 40)} не поддерживается`;
  }
}

const isFileName = (name: string): boolean => /^[^\p{Cc}]{1,200}$/u.test(name);
