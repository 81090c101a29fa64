/** What one request may be at most, unless its contract says more. */
export const largestBody = 1024 * 1024;
export const longestParameter = 256;
/** A till gives up long before; a client that drips its request byte by byte is cut off. */
export const requestTimeout = 30_000;
/** Headers come in one packet, or nearly. */
export const headersTimeout = 10_000;
/** How often Node looks for who is too slow. */
export const connectionsCheckingInterval = 5000;
/** A client that neither sends nor reads. Longer than anything of ours takes. */
export const connectionTimeout = 60_000;
