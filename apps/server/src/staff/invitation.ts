import { randomBytes } from 'node:crypto';
import { parse, stringify } from 'uuid';
import { refuse, type Call } from '../operation.ts';
import { secretHash } from '../sessions/session-token.ts';
import { operatorById, type OperatorRow } from './operator-row.ts';

/** A link is opened on the day it was given, or asked for anew. */
const LASTS_MS = 24 * 3_600_000;

export interface Invitation {
  /** What the table keeps of it. */
  readonly columns: Pick<OperatorRow, 'invitation_hash' | 'invitation_until'>;
  /** Where the operator begins: the secret stands behind the `#`, which no server and no log is sent. */
  readonly link: string;
  readonly until: number;
}

/** A one-time link by which an operator chooses a password and sets up their phone; an earlier one opens nothing any more. */
export function invite({ shell, now }: Call, operatorId: string): Invitation {
  const secret = randomBytes(32);
  const until = now + LASTS_MS;
  const token = Buffer.concat([parse(operatorId), secret]).toString('base64url');
  return {
    columns: { invitation_hash: secretHash(secret), invitation_until: until },
    link: `${shell.publicUrl}/desk/welcome#${token}`,
    until,
  };
}

export const invitationOver = refuse(
  'invitation-over',
  'The link was used, or is older than a day. Ask an administrator for a new one.',
);

/** Whom an invitation is for; null: nobody, not any more, or it was never one. */
export async function invited({ shell, now }: Call, invitation: string): Promise<InvitedRow | null> {
  const bytes = Buffer.from(invitation, 'base64url');
  if (bytes.length !== 48) return null;
  const operator = await operatorById(shell.db, idIn(bytes));
  if (!operator || operator.state === 'blocked') return null;
  const { invitation_hash, invitation_until } = operator;
  if (invitation_hash === null || invitation_until === null || invitation_until <= now) return null;
  if (!invitation_hash.equals(secretHash(bytes.subarray(16)))) return null;
  return { ...operator, invitation_hash, invitation_until };
}

type InvitedRow = OperatorRow & { readonly invitation_hash: Buffer; readonly invitation_until: number };

const nobody = '00000000-0000-0000-0000-000000000000';
function idIn(bytes: Buffer): string {
  try {
    return stringify(bytes.subarray(0, 16));
  } catch {
    // Bytes that are no UUID.
    return nobody;
  }
}
