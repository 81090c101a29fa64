import type { paths } from '@bonum/client';

/** A member, with what may be done with them. */
export type Member = paths['/v1/members/{memberId}']['get']['responses'][200]['content']['application/json'];
export type AllowedAction = Member['actions'][number];
export type MergePreview =
  paths['/v1/members/{memberId}/merges/preview']['post']['responses'][200]['content']['application/json'];

/** Made by whoever asks, so that asking again is safe. */
export const newId = (): string => {
  const now = Date.now().toString(16).padStart(12, '0');
  const random = crypto.randomUUID();
  return `${now.slice(0, 8)}-${now.slice(8)}-7${random.slice(15)}`;
};
