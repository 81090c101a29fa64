import { createBonumClient } from '@bonum/client';

/** A shop's cellar has slow network, not none; after this the app says so and offers to try again. */
const patienceMs = 20_000;

/** The API; the session's cookie says who asks. */
export const api = createBonumClient({
  baseUrl: location.origin,
  fetch: (request) => fetch(request, { signal: AbortSignal.timeout(patienceMs) }),
});
