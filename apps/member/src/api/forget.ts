import { dropSecret } from '../barcode/secret-store.ts';
import { known } from './asking.ts';

/**
 * Nothing of a member stays with this device: not what was asked, not what the service worker remembers, not the barcode.
 * @param shown what is on the screen just now, and stays there
 */
export async function forgetMember(shown?: string): Promise<void> {
  // Whose app it is is of the chain, and stands above whatever page there is.
  const kept = new Set<unknown>(['brand', shown]);
  known.removeQueries({ predicate: ({ queryKey }) => !kept.has(queryKey[0]) });
  const remembered = 'caches' in globalThis ? ['bonum-answers', 'bonum-pictures'] : [];
  await Promise.allSettled([dropSecret(), ...remembered.map((name) => caches.delete(name))]);
}
