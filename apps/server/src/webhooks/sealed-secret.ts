import { randomBytes } from 'node:crypto';
import { seal, unseal, type Seal } from '../sealing.ts';

const PREFIX = 'whsec_';

/** A new secret, written as Standard Webhooks has it. */
export const newSecret = (): string => PREFIX + randomBytes(24).toString('base64');

/** What it signs with. */
export const secretBytes = (secret: string): Buffer => Buffer.from(secret.slice(PREFIX.length), 'base64');

const sealOf = (installation: string, webhookId: string): Seal => ({
  secret: installation,
  purpose: 'webhooks',
  of: webhookId,
});

/** For the table. */
export const sealSecret = (installation: string, webhookId: string, secret: string): Buffer =>
  seal(sealOf(installation, webhookId), Buffer.from(secret));
export const openSecret = (installation: string, webhookId: string, sealed: Buffer): string =>
  unseal(sealOf(installation, webhookId), sealed).toString();
