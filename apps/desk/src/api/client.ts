import { createBonumClient } from '@bonum/client';

/** After this the page says that the server does not answer, and offers to ask again. */
const PATIENCE_MS = 20_000;

/** The API; the session's cookie says who asks. */
export const api = createBonumClient({
  baseUrl: location.origin,
  fetch: (request) =>
    fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(PATIENCE_MS)]) }),
});
