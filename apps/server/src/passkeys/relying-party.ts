import { refuse, type Shell } from '../operation.ts';

/** Whom passkeys are made for: the chain's site, and no other. */
export function relyingParty({ publicUrl }: Pick<Shell, 'publicUrl'>): { rpId: string; origin: string } {
  const { hostname, origin } = new URL(publicUrl);
  return { rpId: hostname, origin };
}

/** One answer for everything that can be wrong with a passkey: which it was is nobody's business. */
export const refused = refuse('passkey-refused', 'Begin again, or sign in by phone.');
