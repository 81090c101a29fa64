import type { ChannelKind } from '@bonum/adapters/ports';
import type { Answer } from '@bonum/contract';
import type { Kysely } from 'kysely';
import type { Purpose } from '../confirmations/purposes.ts';
import type { Database } from '../database/schema.ts';

/** A channel of a cascade, before it is known to which addresses. */
export interface Rung {
  readonly channel: ChannelKind;
  /** How long to wait for proof that it arrived before the next one; null: that it was taken is enough. */
  readonly waitSeconds: number | null;
}

/** What a cascade is for: each purpose of a code has its own, and so have all other messages. */
export type CascadeName = Purpose | 'message';
export type Cascades = Readonly<Record<CascadeName, readonly Rung[]>>;

const ring: Rung = { channel: 'flashcall', waitSeconds: 26 };
const push: Rung = { channel: 'push', waitSeconds: null };
const sms: Rung = { channel: 'sms', waitSeconds: null };
const email: Rung = { channel: 'email', waitSeconds: null };

/** What a chain has that has not said otherwise. Whatever it has no channel for is left out. */
const defaultCascades: Cascades = {
  join: [ring, sms],
  spend: [{ ...push, waitSeconds: 10 }, ring, sms],
  'sign-in': [ring, sms, email],
  'change-phone': [ring, sms],
  'change-email': [email],
  recover: [ring, sms, email],
  prove: [ring, sms, email],
  erase: [sms, email],
  agree: [ring, sms, email],
  message: [push, sms, email],
};

/** Where the chain's own stand. */
export const SETTING = 'cascades';

/** The chain's own, where it has set them: an answer of `put-cascades`, as it was sent. */
export async function readCascade(db: Kysely<Database>, name: CascadeName): Promise<readonly Rung[]> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', SETTING).executeTakeFirst();
  const own: Answer<'put-cascades'> = row?.value ?? {};
  return (
    own[name]?.map(({ channel, waitSeconds }) => ({ channel, waitSeconds: waitSeconds ?? null })) ??
    defaultCascades[name]
  );
}
