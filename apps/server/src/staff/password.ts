import { hash, verify } from '@node-rs/argon2';
import { refuse, type Refusal } from '../operation.ts';

/** Argon2id with what OWASP asks for: 19 MiB, two passes, one lane; the library's own measure. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'));

/** Of nobody: a login that is not there takes as long as one that is. */
const nobodys = hashPassword('there is no operator of this name');

/** Whether it is the password; of an operator who has none it never is. */
export async function passwordFits(kept: string | null, password: string): Promise<boolean> {
  const fits = await verify(kept ?? (await nobodys), password.normalize('NFKC'));
  return fits && kept !== null;
}

const FEWEST_DIFFERENT = 5;

/** What is wrong with a new password; its length the contract says. */
export function weakness(password: string, login: string): Refusal | null {
  const plain = password.normalize('NFKC').toLowerCase();
  if (plain.includes(login)) return weak('It contains your login. Choose another.');
  if (new Set(plain).size < FEWEST_DIFFERENT)
    return weak(`It has fewer than ${FEWEST_DIFFERENT} different characters. Choose another.`);
  return null;
}

const weak = (detail: string): Refusal => refuse('weak-password', detail, { path: '/password' });
